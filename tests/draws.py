"""How many examples a test draws, which is fewer under `make quick`."""

from hypothesis import settings

USUAL = 100
"""What hypothesis draws where nothing is said."""


def draws(number: int) -> int:
    """So many examples; a quick run, whose profile asks for few, takes its share of them."""
    share = min(settings().max_examples, USUAL)
    return max(1, number * share // USUAL)
