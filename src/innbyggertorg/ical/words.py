"""The few words that a feed says itself, in nb, nn and en."""

from typing import Final

from innbyggertorg.language.kinds import CALLED_OFF, SEVERAL

__all__ = [
    "BUSY",
    "CALLED_OFF",
    "EVERYTHING",
    "HOW_TO_SUBSCRIBE",
    "OPENING_HOURS",
    "ORGANISERS",
    "ROOMS",
    "SERVICES",
    "SEVERAL",
    "SUBSCRIBE",
]

OPENING_HOURS: Final = {"nb": "Åpningstider", "nn": "Opningstider", "en": "Opening hours"}

BUSY: Final = {"nb": "Opptatt", "nn": "Oppteke", "en": "Busy"}

SUBSCRIBE: Final = {
    "nb": "Kalendere å abonnere på",
    "nn": "Kalendrar å abonnere på",
    "en": "Calendars to subscribe to",
}

HOW_TO_SUBSCRIBE: Final = {
    "nb": "Kopier adressen til en lenke, og lim den inn der kalenderen din lar deg abonnere på en kalender.",
    "nn": "Kopier adressa til ei lenkje, og lim ho inn der kalenderen din lèt deg abonnere på ein kalender.",
    "en": "Copy the address of a link, and paste it where your calendar lets you subscribe to a calendar.",
}

EVERYTHING: Final = {"nb": "Alt som skjer", "nn": "Alt som skjer", "en": "Everything that happens"}
SERVICES: Final = {"nb": "Tjenester", "nn": "Tenester", "en": "Services"}
ROOMS: Final = {"nb": "Rom", "nn": "Rom", "en": "Rooms"}
ORGANISERS: Final = {"nb": "Arrangører", "nn": "Arrangørar", "en": "Organisers"}
