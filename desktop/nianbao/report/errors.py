"""The one exception that may reach a clerk: a sentence that says what is wrong and what to do."""


class UserError(Exception):
    """Something a clerk can mend. ``message`` and ``advice`` are plain Simplified Chinese."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message + advice)
        self.message = message
        self.advice = advice
