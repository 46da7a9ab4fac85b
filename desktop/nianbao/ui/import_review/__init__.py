"""The review of what was read from a source, before it becomes a report."""
