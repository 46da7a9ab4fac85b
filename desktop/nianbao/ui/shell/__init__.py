"""The main window and what frames the pages: menus, navigation, status, commands.

May import of ui: commands, dialogs, findings, grid, help, look, pages, session, system, text,
widgets, workflows.
"""
