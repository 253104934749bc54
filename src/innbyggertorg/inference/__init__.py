"""From a published list of dates back to the rules that may lie behind it."""

from innbyggertorg.inference.explain import explanations
from innbyggertorg.inference.explanation import Deviation, DeviationKind, Explanation, Explanations

__all__ = ["Deviation", "DeviationKind", "Explanation", "Explanations", "explanations"]
