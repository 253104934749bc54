"""Texts of others, in the form that the model takes."""

import re
from typing import Final

from innbyggertorg._checks import LINE_LENGTH, PROSE_LENGTH
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.ledger import Ledger
from innbyggertorg.ical.reading.trusted import maker
from innbyggertorg.ical.reading.values import plain_text
from innbyggertorg.ical.words import CALLED_OFF
from innbyggertorg.model import LANGUAGES, LocalText

__all__ = ["Texts"]

_MOST_KNOWN: Final = 4_096
_MORE: Final = " …"
_PREFIXES: Final = tuple(sorted(set(CALLED_OFF.values())))
_UNTITLED: Final = LocalText(nb="(uten tittel)", nn="(utan tittel)", en="(untitled)")
_UNTITLED_IN: Final = {each: LocalText(**{each: _UNTITLED.in_language(each)}) for each in LANGUAGES}
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANKS: Final = re.compile("[\r\n]+")
# What RFC 5545 allows in TEXT and the model does not: C1 controls and what turns the direction of writing.
_UNKEPT: Final = re.compile("[\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


class Texts:
    """Reads texts, each title once.

    Args:
        ledger: Where losses go.
        language: `nb`, `nn` or `en`: of texts that do not say theirs.

    Attributes:
        titles: Titles that were read before, by SUMMARY and its LANGUAGE.
    """

    def __init__(self, ledger: Ledger, language: str) -> None:
        self._ledger = ledger
        self._language = language
        self._made = maker(_UNTITLED_IN[language], language)
        self.titles: dict[tuple[str, str | None], LocalText] = {}

    def title(
        self, given: Property | None, more: list[Property], at: int, uid: str, *, off: bool
    ) -> LocalText:
        """Return the title of an event.

        Args:
            given: SUMMARY, or None.
            more: The same in other languages.
            at: Where the event begins.
            uid: Its UID.
            off: Whether it is cancelled, and says so before the title.
        """
        if given is None:
            self._ledger.lost(at, uid, "SUMMARY", "is missing; the title says so")
            return _UNTITLED
        head, value, at = given
        texts = {self._code(each, uid): self._line(each, uid, off=off) for each in [given, *more]}
        kept = {code: text for code, text in texts.items() if text}
        if not kept:
            self._ledger.lost(at, uid, "SUMMARY", "is blank; the title says so")
            return _UNTITLED
        title = LocalText(**kept)
        plain = not (more or off) and value.isprintable() and head.language in {None, *kept}
        plain = plain and len(value) < LINE_LENGTH and "\n" not in plain_text(value)
        if plain and len(self.titles) < _MOST_KNOWN:
            self.titles[value, head.language] = title
        return title

    def prose(self, given: Property, more: list[Property], uid: str) -> LocalText | None:
        """Return a text of several lines, or None where it is blank."""
        usual = None if more else self.usual(given[1], given[0].language)
        if usual is not None:
            return usual
        texts = {self._code(each, uid): self._several(each, uid) for each in [given, *more]}
        kept = {code: text for code, text in texts.items() if text}
        return LocalText(**kept) if kept else None

    def usual(self, value: str, language: str | None) -> LocalText | None:
        """Return a text of several lines of which nothing is lost; None where it calls for a closer look."""
        if not value.isprintable() or len(value) > PROSE_LENGTH or language not in {None, self._language}:
            return None
        text = plain_text(value)
        return None if text.isspace() else self._made(text)

    def _code(self, given: Property, uid: str) -> str:
        """Return the language of a text."""
        head, _, at = given
        if head.language is None:
            return self._language
        code = head.language.partition("-")[0]
        if code == "no":
            return "nb"
        if code not in {"nb", "nn", "en"}:
            why = f"is kept as {self._language}, for there is no place for others than nb, nn and en"
            self._ledger.lost(at, uid, f"{head.name} LANGUAGE", why)
            return self._language
        return code

    def _line(self, given: Property, uid: str, *, off: bool) -> str:
        text = self._clean(given, uid)
        if "\n" in text:
            text = _BLANKS.sub(" ", text)
            self._ledger.lost(given[2], uid, given[0].name, "has line breaks, which become spaces")
        if off:
            text = next((text[len(each) :] for each in _PREFIXES if text.startswith(each)), text)
        return "" if text.isspace() else self._short(text, LINE_LENGTH, given, uid)

    def _several(self, given: Property, uid: str) -> str:
        text = self._clean(given, uid)
        return "" if text.isspace() else self._short(text, PROSE_LENGTH, given, uid)

    def _clean(self, given: Property, uid: str) -> str:
        head, value, at = given
        text = plain_text(value)
        if value.isprintable():
            return text
        kept = _UNKEPT.sub("", text)
        if kept != text:
            self._ledger.lost(at, uid, head.name, "has control or direction characters, which are left out")
        broken = _BREAKS.sub("\n", kept)
        if broken != kept:
            self._ledger.lost(at, uid, head.name, "has line separators, which become line breaks")
        return broken

    def _short(self, text: str, longest: int, given: Property, uid: str) -> str:
        if len(text) <= longest:
            return text
        head, _, at = given
        self._ledger.lost(at, uid, head.name, f"is cut to {longest:,} characters")
        return text[: longest - len(_MORE)].rstrip() + _MORE
