"""Nynorsk: what errors say about opening hours."""

# ruff: noqa: E501 - a sentence is read in one piece

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TEXTS"]

TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a service that does not need its house uses its own schedule": "ei teneste som ikkje treng huset, bruker sin eigen opningsplan",
        "a whole day is 00:00-24:00, a day and night 08:00-08:00+1d": "eit heilt døgn er 00:00-24:00, dag og natt 08:00-08:00+1d",
        "end the older one the day before the newer begins": "avslutt den eldste dagen før den nyaste byrjar",
        "give one of them a priority": "gje éin av dei ein priority",
        "keep one of them": "behald éin av dei",
        "leave the day out of one of them, such as days - Dates([...])": "la dagen vere utanfor den eine, til dømes days - Dates([...])",
        "leave the hours out; a day without hours is closed": "utelat tidene; ein dag utan tider er stengd",
        "let a later day carry the rest": "la ein seinare dag ta resten",
        "must agree on {}, where two of them replace the hours": "må vere samde om {}, der to av dei erstattar tidene",
        "must be a level at which something is open": "må vere eit nivå der noko er ope",
        "must be a time from 00:00 to 24:00": "må vere eit klokkeslett frå 00:00 til 24:00",
        'must be a time such as "12:00"': 'må vere eit klokkeslett som "12:00"',
        "must be a tuple of seven tuples of Hours": "må vere ein tuple av sju tuplar med Hours",
        "must be after not_before {}": "må vere etter not_before {}",
        "must be after start {} and at most 48 hours later": "må vere etter starten {} og høgst 48 timar seinare",
        "must be at most 48 hours after the start, where hours touch each other": "må vere høgst 48 timar etter starten, der tider støyter til kvarandre",
        "must be at the levels replaced ({})": "må vere på nivåa som blir erstatta ({})",
        "must be below the highest level there is": "må vere under det høgaste nivået som finst",
        "must be given where not_before is not": "må oppgjevast når not_before ikkje er det",
        'must be hours such as "10:00-18:00"': 'må vere opningstid som "10:00-18:00"',
        "must be nested at most {} deep": "må ha høgst {} nivå inni kvarandre",
        "must be text or several texts": "må vere tekst eller fleire tekstar",
        'must be text such as "mo-fr"': 'må vere tekst som "mo-fr"',
        "must be written like 10:00-18:00 or 8-22 self-service": "må skrivast som 10:00-18:00 eller 8-22 self-service",
        "must be written like mo-fr or sa,su": "må skrivast som mo-fr eller sa,su",
        "must differ from the start": "må vere ein annan enn starten",
        "must differ in priority, length or start where they share a day": "må ha ulik priority, lengd eller start når dei har ein dag felles",
        "must have seven days, Monday first": "må ha sju dagar, måndag først",
        "must hold at least one stretch": "må ha minst eitt tidsrom",
        "must hold at most {} stretches a day, and holds {}": "må ha høgst {} tidsrom om dagen, og har {}",
        "must hold one policy for {}": "må ha én regel for {:w}",
        "must map weekdays to hours": "må gje vekedagar opningstid",
        "must not be closed": "kan ikkje vere stengt",
        "must not be valid on one day": "kan ikkje gjelde same dagen",
        "must not hold a time after 24:00": "kan ikkje ha eit klokkeslett etter 24:00",
        "must not name a level, which is given beside it": "kan ikkje nemne eit nivå, som er oppgjeve ved sida av",
        "must not name a weekday twice": "kan ikkje nemne ein vekedag to gonger",
        "must not name closed, which is no level to offer": "kan ikkje nemne stengt, som ikkje er eit nivå å tilby",
        "must not open on an eve ({}), which only shortens a day": "kan ikkje opne på ein aftan ({}), som berre kortar ned ein dag",
        "must not overlap at one level, as {} and {} do": "kan ikkje overlappe på eitt nivå, slik {} og {} gjer",
        "must not start at 24:00": "kan ikkje byrje kl. 24:00",
        "one from {} to {}": "ei frå {} til {:w}",
        "use Clip, or a DatedException, which may open": "bruk Clip, eller ein DatedException, som kan opne",
        "{}: {} and {}": "{:w}: {:w} og {:w}",
    }
)
