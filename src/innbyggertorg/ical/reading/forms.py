"""Forms of events: which heads stand in which order.

A file has many events and few forms. What the heads of a form mean is worked out once; then there are only
the values to look at.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from innbyggertorg.ical.reading.heads import MANY, ONCE, REPETITION, STRUCTURE, Head

__all__ = ["Form", "Forms"]

_MOST_KNOWN: Final = 1_024
_LONGEST: Final = 64  # lines
_NEEDED: Final = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
_CLOSER: Final = {"DURATION", "RECURRENCE-ID", "RELATED-TO", "RDATE", "EXRULE"}
_WHEN: Final = {"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}


class Form:
    """What is known of all events whose lines have the same heads in the same order.

    Attributes:
        heads: One for each line.
        place: Number of the line, from 0, by the name of its head.
        is_usual: Whether it says from when to when, and no line that is read stands twice or
            calls for a closer look.
        besides: Heads of the lines that say something else than who, when and what about.
        excluded: Numbers of the lines, from 0, that say when it does not happen.
        said_besides: Takes the values of those.
        lost: What is lost whatever the values: numbers of lines from 1, and names.
    """

    __slots__ = ("besides", "excluded", "heads", "is_usual", "lost", "place", "said_besides")

    def __init__(self, heads: tuple[Head, ...]) -> None:
        self.heads = heads
        self.place = {head.name: n for n, head in enumerate(heads)}
        self.excluded = [n for n, head in enumerate(heads) if head.name == "EXDATE"]
        known = [head for head in heads if head.code in {ONCE, MANY, REPETITION}]
        read = [head.name for head in known if head.name != "EXDATE"]
        names = set(read)
        self.is_usual = len(read) == len(names) and names >= _NEEDED and not _CLOSER & names
        places = [n for n, head in enumerate(heads) if head.code in {ONCE, MANY} and head.name not in _WHEN]
        self.besides = tuple([heads[n] for n in places])
        self.said_besides = _taking(places)
        self.lost = [(n, what) for n, head in enumerate(heads, 1) for what in head.lost]

    def properties(self, values: Sequence[str], at: int) -> list[tuple[Head, str, int]]:
        """Return the lines of an event that begins at content line *at*."""
        return [
            (head, value, at + n) for n, (head, value) in enumerate(zip(self.heads, values, strict=True), 1)
        ]


def _taking(places: list[int]) -> Callable[[Sequence[str]], Any]:
    """Return a function that takes the values at some places."""
    return itemgetter(*places) if places else lambda _: ""


class Forms:
    """The forms that were met in a file.

    Args:
        known: Heads by their text, of lines that were read before.
    """

    def __init__(self, known: Mapping[str, Head]) -> None:
        self._heads = known
        self._known: dict[tuple[str, ...], Form] = {}

    def read(self, lines: list[str]) -> tuple[Form, Sequence[str]] | None:
        """Return form and values of lines; None where a line calls for a closer look."""
        try:
            texts, values = zip(*[line.split(":", 1) for line in lines], strict=False)
        except ValueError:  # a line without a colon, or no line
            return None
        form = self._known.get(texts) or self._learn(texts)
        return None if form is None else (form, values)

    def _learn(self, texts: tuple[str, ...]) -> Form | None:
        if len(texts) > _LONGEST:
            return None
        heads = tuple([head for text in texts if (head := self._heads.get(text))])
        if len(heads) < len(texts) or any(head.code == STRUCTURE for head in heads):
            return None
        form = Form(heads)
        if len(self._known) < _MOST_KNOWN:
            self._known[texts] = form
        return form
