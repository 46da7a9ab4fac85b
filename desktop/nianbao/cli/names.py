"""The words that begin a command; kept apart so that opening the window imports nothing else."""

COMMANDS = frozenset({"read", "check", "export", "rollup"})
