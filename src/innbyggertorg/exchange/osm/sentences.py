"""The rules of a text that is being written, and what its readers make of them day by day."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from innbyggertorg.exchange.osm.saying import weekdays_in_words
from innbyggertorg.exchange.osm.words import LEVEL_WORDS
from innbyggertorg.exchange.pieces import Piece, Pieces, by_level, cut, highest, painted
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.levels import AccessLevel

__all__ = [
    "Does",
    "Sentence",
    "Sentences",
    "within_day",
]

_WEEKDAY_OF_ORDINAL_ZERO = 6


class Does(Enum):
    """What a rule does to the days it picks."""

    TAKES = "takes the days from the rules before it"
    ADDS = "adds to the rules before it"
    CUTS = "closes at times"


class Sentence(NamedTuple):
    """A rule after the week: its selector, the days it picks, what it does, and its pieces and reason."""

    selector: str
    days: frozenset[int]
    does: Does
    pieces: Pieces
    reason: str = ""

    def __str__(self) -> str:
        if self.does is Does.CUTS:
            return f"; {self.selector} {_times(piece[:2] for piece in self.pieces)} off"
        if not self.pieces:
            return f"; {self.selector} off" + (f' "{self.reason}"' if self.reason else "")
        parts = _opened(self.selector, by_level(self.pieces))
        return ("; " if self.does is Does.TAKES else ", ") + ", ".join(parts)


def _opened(
    selector: str, levels: Iterable[tuple[AccessLevel, tuple[tuple[int, int], ...]]]
) -> Iterator[str]:
    for level, times in levels:
        yield f'{selector} {_times(times)} open "{LEVEL_WORDS[level][0]}"'


def _times(times: Iterable[tuple[int, int]]) -> str:
    return ",".join(f"{_time(start)}-{_time(end)}" for start, end in times)


def _time(minute: int) -> str:
    if minute > DAY:
        minute -= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


class Sentences:
    """A week and the rules after it, from the first to the last.

    A week with hours that OSM cannot say in one piece, a day and night or longer, is cut at each midnight.
    """

    def __init__(self, week: list[Pieces]) -> None:
        if not all(_can_be_said(pieces) for pieces in week):
            around = [[within_day(week[day - back], DAY * back) for back in range(3)] for day in range(7)]
            week = [highest(layers) for layers in around]
        self.week = week
        self.said: list[Sentence] = []

    def __str__(self) -> str:
        return self._week_text() + "".join(str(sentence) for sentence in self.said)

    def _week_text(self) -> str:
        rules: dict[tuple[AccessLevel, tuple[tuple[int, int], ...]], int] = {}
        for weekday, pieces in enumerate(self.week):
            for each in by_level(pieces):
                rules[each] = rules.get(each, 0) | 1 << weekday
        # Low levels first: where two overlap the later one holds. All but the first are additional rules, so
        # that none of them cuts what runs over from the night before.
        ordered = sorted(rules.items(), key=lambda item: (item[0][0], item[1] & -item[1]))
        return (
            ", ".join(
                text for rule, weekdays in ordered for text in _opened(weekdays_in_words(weekdays), [rule])
            )
            or "Mo-Su off"
        )

    def own(self, number: int, count: int | None = None) -> Pieces:
        """Return what starts on a day by this package's reading, after the first *count* rules or all."""
        pieces = self.week[_weekday(number)]
        for sentence in self.said[:count]:
            if number in sentence.days:
                pieces = _after(sentence, pieces)
        return pieces

    def clock(self, number: int) -> Pieces:
        """Return what is open between the midnights of a day by other readers.

        They look at the clock: what takes a day takes also the hours that run over into it, and leaves those
        that run over into the next.
        """
        week, before = self.week[_weekday(number)], self.week[_weekday(number - 1)]
        pieces = highest([within_day(week), within_day(before, DAY)])
        for sentence in self.said:
            if number in sentence.days:
                pieces = within_day(_after(sentence, pieces))
            if sentence.does is Does.ADDS and number - 1 in sentence.days:
                pieces = painted(pieces, within_day(sentence.pieces, DAY))
        return pieces


def _can_be_said(pieces: Pieces) -> bool:
    """Whether all times start on their day and are over before the same time of the next."""
    if any(piece.start >= DAY for piece in pieces):
        return False
    times = [each for _, stretches in by_level(pieces) for each in stretches]
    return all(end <= DAY or end - DAY < start for start, end in times)


def _after(sentence: Sentence, pieces: Pieces) -> Pieces:
    if sentence.does is Does.TAKES:
        return sentence.pieces
    if sentence.does is Does.ADDS:
        return painted(pieces, sentence.pieces)
    return cut(pieces, [piece[:2] for piece in sentence.pieces])


def within_day(pieces: Pieces, from_minute: int = 0) -> Pieces:
    """Cut pieces to the 24 hours from a minute on, and count from there."""
    found = []
    for start, end, level in pieces:
        first, past = max(start - from_minute, 0), min(end - from_minute, DAY)
        if first < past:
            found.append(Piece(first, past, level))
    return tuple(found)


def _weekday(number: int) -> int:
    return (number + _WEEKDAY_OF_ORDINAL_ZERO) % 7
