"""The scale under a chart: round steps from 0, so that a length can be read off."""

from decimal import ROUND_CEILING, Decimal

_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_STEPS = 5
LEAST = 1.5
"""A figure that is not 0 has a bar that is seen."""


def step_for(largest: Decimal, *, whole: bool = True) -> Decimal:
    """Return the smallest round step (1, 2, 5, 10, …) that reaches ``largest`` in a few steps.

    Of what is counted, half a piece is no step.
    """
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (largest / MOST_STEPS).adjusted()
    step = next(power * one for one in _ROUND if power * one * MOST_STEPS >= largest)
    step = max(step, Decimal(1)) if whole else step
    return Decimal(format(step.normalize(), "f"))


def marks(largest: Decimal, *, whole: bool = True) -> tuple[Decimal, ...]:
    """Return where the scale is marked, from 0 to the first step that no bar goes beyond."""
    step = step_for(largest, whole=whole)
    count = max(1, int((largest / step).to_integral_value(ROUND_CEILING)))
    return tuple(step * number for number in range(count + 1))


def bar_length(value: Decimal | None, largest: Decimal, room: float) -> float:
    """Return how long a figure's bar is, of the room for the largest."""
    if not value or not largest:
        return 0.0
    return max(LEAST, room * float(abs(value) / largest))
