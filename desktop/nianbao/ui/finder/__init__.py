"""快速查找: one field that finds rows, texts, commands, findings and topics of the help.

May import of ui: commands, help, look, session, system, widgets.
"""
