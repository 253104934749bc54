"""The few words that a feed says itself, in nb, nn and en."""

from typing import Final

from innbyggertorg.model import Audience, EventKind

__all__ = ["BUSY", "CALLED_OFF", "OPENING_HOURS", "SEVERAL", "category"]

CALLED_OFF: Final = {"nb": "AVLYST: ", "nn": "AVLYST: ", "en": "CANCELLED: "}
"""Stands before the title: no program hides what is cancelled, and some do not show that it is."""

SEVERAL: Final = {"nb": "Innbyggertorg", "nn": "Innbyggjartorg", "en": "Citizens' houses"}
"""Name of a feed of more than one torg, or none."""

OPENING_HOURS: Final = {"nb": "Åpningstider", "nn": "Opningstider", "en": "Opening hours"}

BUSY: Final = {"nb": "Opptatt", "nn": "Oppteke", "en": "Busy"}

_IN_ORDER: Final = ("nb", "nn", "en")
_CATEGORIES: Final[dict[str, tuple[str, str, str]]] = {
    EventKind.MEETING: ("Møte", "Møte", "Meeting"),
    EventKind.WORKSHOP: ("Verksted", "Verkstad", "Workshop"),
    EventKind.COURSE: ("Kurs", "Kurs", "Course"),
    EventKind.TALK: ("Foredrag", "Foredrag", "Talk"),
    EventKind.CONCERT: ("Konsert", "Konsert", "Concert"),
    EventKind.THEATRE: ("Teater", "Teater", "Theatre"),
    EventKind.FILM: ("Film", "Film", "Film"),
    EventKind.EXHIBITION: ("Utstilling", "Utstilling", "Exhibition"),
    EventKind.MARKET: ("Marked", "Marknad", "Market"),
    EventKind.SOCIAL: ("Sosialt", "Sosialt", "Social"),
    EventKind.PRACTICE: ("Øving", "Øving", "Practice"),
    EventKind.CELEBRATION: ("Feiring", "Feiring", "Celebration"),
    Audience.CHILDREN: ("Barn", "Barn", "Children"),
    Audience.YOUTH: ("Ungdom", "Ungdom", "Youth"),
    Audience.FAMILIES: ("Familier", "Familiar", "Families"),
    Audience.ADULTS: ("Voksne", "Vaksne", "Adults"),
    Audience.SENIORS: ("Seniorer", "Seniorar", "Seniors"),
}


def category(thing: EventKind | Audience, language: str) -> str | None:
    """Return what a kind of activity or an audience is called, or None for `EventKind.OTHER`."""
    words = _CATEGORIES.get(thing)
    return None if words is None else words[_IN_ORDER.index(language)]
