"""What kinds of activity, audiences and services are called, and the few words of feeds, in nb, nn and en."""

from typing import Final

from innbyggertorg.model.event import Audience, EventKind
from innbyggertorg.model.service import ServiceKind
from innbyggertorg.model.text import check_language

__all__ = ["CALLED_OFF", "SEVERAL", "category"]

CALLED_OFF: Final = {"nb": "AVLYST: ", "nn": "AVLYST: ", "en": "CANCELLED: "}
"""Stands before the title: no program hides what is cancelled, and some do not show that it is."""

SEVERAL: Final = {"nb": "Innbyggertorg", "nn": "Innbyggjartorg", "en": "Citizens' houses"}
"""Name of a feed of more than one torg, or none."""

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
    ServiceKind.LIBRARY: ("Bibliotek", "Bibliotek", "Library"),
    ServiceKind.HEALTH_CLINIC: ("Helsestasjon", "Helsestasjon", "Health clinic"),
    ServiceKind.CITIZEN_SERVICE: ("Innbyggerservice", "Innbyggjarservice", "Citizen service"),
    ServiceKind.VOLUNTEER_CENTRE: ("Frivilligsentral", "Frivilligsentral", "Volunteer centre"),
    ServiceKind.CAFE: ("Kafé", "Kafé", "Café"),
    ServiceKind.BOOK_MACHINE: ("Bokautomat", "Bokautomat", "Book machine"),
    ServiceKind.CULTURE_SCHOOL: ("Kulturskole", "Kulturskule", "School of music and arts"),
}


def category(thing: EventKind | Audience | ServiceKind, language: str) -> str | None:
    """Return what a kind of activity, an audience or a kind of service is called; None for the kind `OTHER`.

    Raises:
        InvalidValueError: If there is no such language.
    """
    check_language("category language", language)
    words = _CATEGORIES.get(thing)
    return None if words is None else words[_IN_ORDER.index(language)]
