"""What a clerk sets out to do, from question to result: open, import, export, recover."""
