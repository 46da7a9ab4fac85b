"""The kinds of files that the window opens or reads, as file dialogs and folders are asked for them."""

REPORT = ".nianbao"
SOURCES = (
    ".docx", ".doc", ".wps", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".xlsx", ".xls", ".et",
    ".txt", ".rtf", ".docm", ".dotx", ".wpt", ".xlsm", ".ett", ".odt",
)  # fmt: skip
"""What readers take; also by content, whatever the ending says."""


def kinds(words: str, endings: tuple[str, ...] = (REPORT, *SOURCES)) -> str:
    """Return one line of a file dialog's list of kinds."""
    return f"{words} ({' '.join(f'*{ending}' for ending in endings)})"


def kinds_or_any(words: str) -> str:
    """Return the list of a file dialog in which every file may be chosen at last."""
    return f"{kinds(words)};;所有文件 (*)"
