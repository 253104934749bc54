"""How many examples a property is tried with."""

from hypothesis import settings

__all__ = ["examples"]


def examples(count: int) -> settings:
    """Return settings for *count* examples where 100 are usual, and for fifty times as many at night."""
    return settings(max_examples=max(1, count * settings().max_examples // 100))
