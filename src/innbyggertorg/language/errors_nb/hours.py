"""Bokmål: what errors say about opening hours."""

# ruff: noqa: E501 - a sentence is read in one piece

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TEXTS"]

TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a service that does not need its house uses its own schedule": "en tjeneste som ikke trenger huset, bruker sin egen åpningsplan",
        "a whole day is 00:00-24:00, a day and night 08:00-08:00+1d": "et helt døgn er 00:00-24:00, dag og natt 08:00-08:00+1d",
        "end the older one the day before the newer begins": "avslutt den eldste dagen før den nyeste begynner",
        "give one of them a priority": "gi én av dem en priority",
        "keep one of them": "behold én av dem",
        "leave the day out of one of them, such as days - Dates([...])": "la dagen være utenfor den ene, for eksempel days - Dates([...])",
        "leave the hours out; a day without hours is closed": "utelat tidene; en dag uten tider er stengt",
        "let a later day carry the rest": "la en senere dag ta resten",
        "must agree on {}, where two of them replace the hours": "må være enige om {}, der to av dem erstatter tidene",
        "must be a level at which something is open": "må være et nivå der noe er åpent",
        "must be a time from 00:00 to 24:00": "må være et klokkeslett fra 00:00 til 24:00",
        'must be a time such as "12:00"': 'må være et klokkeslett som "12:00"',
        "must be a tuple of seven tuples of Hours": "må være en tuple av sju tupler med Hours",
        "must be after not_before {}": "må være etter not_before {}",
        "must be after start {} and at most 48 hours later": "må være etter starten {} og høyst 48 timer senere",
        "must be at most 48 hours after the start, where hours touch each other": "må være høyst 48 timer etter starten, der tider støter til hverandre",
        "must be at the levels replaced ({})": "må være på nivåene som erstattes ({})",
        "must be below the highest level there is": "må være under det høyeste nivået som finnes",
        "must be given where not_before is not": "må oppgis når not_before ikke er det",
        'must be hours such as "10:00-18:00"': 'må være åpningstid som "10:00-18:00"',
        "must be nested at most {} deep": "må ha høyst {} nivåer inni hverandre",
        "must be text or several texts": "må være tekst eller flere tekster",
        'must be text such as "mo-fr"': 'må være tekst som "mo-fr"',
        "must be written like 10:00-18:00 or 8-22 self-service": "må skrives som 10:00-18:00 eller 8-22 self-service",
        "must be written like mo-fr or sa,su": "må skrives som mo-fr eller sa,su",
        "must differ from the start": "må være en annen enn starten",
        "must differ in priority, length or start where they share a day": "må ha ulik priority, lengde eller start når de har en dag felles",
        "must have seven days, Monday first": "må ha sju dager, mandag først",
        "must hold at least one stretch": "må ha minst ett tidsrom",
        "must hold at most {} stretches a day, and holds {}": "må ha høyst {} tidsrom om dagen, og har {}",
        "must hold one policy for {}": "må ha én regel for {:w}",
        "must map weekdays to hours": "må gi ukedager åpningstid",
        "must not be closed": "kan ikke være stengt",
        "must not be valid on one day": "kan ikke gjelde samme dag",
        "must not hold a time after 24:00": "kan ikke ha et klokkeslett etter 24:00",
        "must not name a level, which is given beside it": "kan ikke nevne et nivå, som er oppgitt ved siden av",
        "must not name a weekday twice": "kan ikke nevne en ukedag to ganger",
        "must not name closed, which is no level to offer": "kan ikke nevne stengt, som ikke er et nivå å tilby",
        "must not open on an eve ({}), which only shortens a day": "kan ikke åpne på en aften ({}), som bare korter ned en dag",
        "must not overlap at one level, as {} and {} do": "kan ikke overlappe på ett nivå, slik {} og {} gjør",
        "must not start at 24:00": "kan ikke begynne kl. 24:00",
        "one from {} to {}": "en fra {} til {:w}",
        "use Clip, or a DatedException, which may open": "bruk Clip, eller en DatedException, som kan åpne",
        "{}: {} and {}": "{:w}: {:w} og {:w}",
    }
)
