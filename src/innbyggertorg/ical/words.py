"""The few words that a feed says itself, in nb, nn and en."""

from typing import Final

__all__ = ["BUSY", "CALLED_OFF", "OPENING_HOURS", "SEVERAL"]

CALLED_OFF: Final = {"nb": "AVLYST: ", "nn": "AVLYST: ", "en": "CANCELLED: "}
"""Stands before the title: no program hides what is cancelled, and some do not show that it is."""

SEVERAL: Final = {"nb": "Innbyggertorg", "nn": "Innbyggjartorg", "en": "Citizens' houses"}
"""Name of a feed of more than one torg, or none."""

OPENING_HOURS: Final = {"nb": "Åpningstider", "nn": "Opningstider", "en": "Opening hours"}

BUSY: Final = {"nb": "Opptatt", "nn": "Oppteke", "en": "Busy"}
