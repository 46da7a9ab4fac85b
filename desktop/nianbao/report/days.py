"""Days as documents write them."""

from datetime import date


def day_in_words(day: date) -> str:
    """Return 2024年3月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
