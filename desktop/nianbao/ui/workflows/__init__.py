"""What a clerk sets out to do, from question to result: open, import, export, recover.

May import of ui: dialogs, import_review, look, paper, proofreading, session, system, widgets.
"""
