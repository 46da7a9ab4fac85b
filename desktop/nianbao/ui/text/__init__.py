"""The editor of a section and what stands beside it."""
