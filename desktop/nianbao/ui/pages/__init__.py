"""The pages that the workspace turns: facts, tables, texts, review."""
