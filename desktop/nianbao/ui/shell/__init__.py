"""The main window and what frames the pages: menus, navigation, status, commands."""
