"""The page that lists feeds: plain HTML that stands alone, with every text escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from innbyggertorg.ical.listing import Entry
from innbyggertorg.ical.words import EVERYTHING, HOW_TO_SUBSCRIBE, ORGANISERS, ROOMS, SERVICES, SUBSCRIBE
from innbyggertorg.model import LocalText, Programme

__all__ = ["index_page"]

_LAST_LETTERS: Final = str.maketrans({"æ": "\uf001", "ø": "\uf002", "å": "\uf003"})  # after z, in this order
_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem}"
    "li{margin:.25rem 0}a{display:inline-block;padding:.25rem 0}"
)


def index_page(programme: Programme, listed: Iterable[Entry], language: str) -> bytes:
    """Return a page with a link to each feed, in a language, as UTF-8."""
    return "\n".join([*_lines(programme, list(listed), language), ""]).encode()


def _lines(programme: Programme, listed: list[Entry], language: str) -> Iterator[str]:
    title = escape(SUBSCRIBE[language])
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield "<body><main>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(HOW_TO_SUBSCRIBE[language])}</p>"
    for torg in sorted(programme.torgs, key=lambda torg: _place(torg.name, torg.id, language)):
        here = [entry for entry in listed if entry.torg == torg.id]
        house = torg.name.in_language(language)
        yield f"<section><h2>{escape(house)}</h2>"
        for entry in _of("torg", here):
            yield f"<p>{_link(entry, EVERYTHING[language], house)}</p>"
        yield from _group(SERVICES[language], _of("service", here), language, house)
        yield from _group(ROOMS[language], _of("room", here), language, house)
        yield "</section>"
    yield from _group(ORGANISERS[language], _of("organiser", listed), language, level=2)
    yield "</main></body>"
    yield "</html>"


def _of(kind: str, listed: list[Entry]) -> list[Entry]:
    return [entry for entry in listed if entry.kind == kind]


def _place(name: LocalText, thing: str, language: str) -> tuple[str, str]:
    """Return what puts a name in its place in the alphabet, whatever the locale."""
    return name.in_language(language).casefold().translate(_LAST_LETTERS), thing


def _group(heading: str, some: list[Entry], language: str, house: str = "", level: int = 3) -> Iterator[str]:
    ordered = sorted(some, key=lambda entry: _place(entry.called, entry.id, language))
    links = [_link(entry, entry.called.in_language(language), house) for entry in ordered]
    if links:
        yield f"<h{level}>{escape(heading)}</h{level}>"
        yield "<ul>"
        yield from (f"<li>{link}</li>" for link in links)
        yield "</ul>"


def _link(entry: Entry, text: str, house: str) -> str:
    """Return a link whose text, read alone as a screen reader lists links, says what it leads to."""
    label = f' aria-label="{escape(f"{text}, {house}")}"' if house else ""
    return f'<a href="{entry.name}.ics" type="text/calendar"{label}>{escape(text)}</a>'
