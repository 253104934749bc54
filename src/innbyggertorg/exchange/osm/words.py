"""The words of OSM's opening hours, and the words of a comment that name a level of access."""

from typing import Final

from innbyggertorg.opening.levels import AccessLevel

__all__ = ["LEVEL_WORDS", "MONTHS", "VARIABLE_TIMES", "WEEKDAYS", "level_named"]

WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
VARIABLE_TIMES: Final = frozenset({"sunrise", "sunset", "dawn", "dusk"})

LEVEL_WORDS: Final = {
    AccessLevel.STAFFED: ("staffed", "betjent", "bemannet", "bemanna"),
    AccessLevel.SELF_SERVICE: (
        "self-service",
        "self service",
        "selvbetjent",
        "sjølvbetent",
        "meråpent",
        "meirope",
        "ubetjent",
        "ubemannet",
    ),
    AccessLevel.BY_APPOINTMENT: (
        "by appointment",
        "by-appointment",
        "appointment only",
        "etter avtale",
        "kun etter avtale",
        "timeavtale",
    ),
}
"""What a comment says for each level, in letters of either case; the first word is the one written."""

_LEVELS: Final = {word: level for level, words in LEVEL_WORDS.items() for word in words}


def level_named(comment: str) -> AccessLevel | None:
    """Return the level that a comment names and says nothing besides, or None."""
    return _LEVELS.get(comment.strip().casefold())
