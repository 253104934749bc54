"""From the rules of a text, of which the last one wins a day, to the layers of a schedule, which add up.

Each entry adds its pieces on its days, less the days that a later rule of its layer has taken from it. What a
rule takes from weaker layers is closed there. So the layers say exactly what the rules say in their order.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from innbyggertorg.days.holidays import Holidays
from innbyggertorg.exchange.osm.grammar import Rule
from innbyggertorg.exchange.osm.picked import Picked, both, weekly
from innbyggertorg.exchange.osm.tokens import refuse
from innbyggertorg.exchange.pieces import Pieces, cut, painted, pieces_of, reach
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["BASE", "EXCEPTION", "HOLIDAY", "PATTERN", "ClipOf", "Entry", "Layering"]

BASE, PATTERN, HOLIDAY, EXCEPTION = range(4)
_WHOLE: Final = ((0, DAY),)
_HOLIDAYS: Final = Holidays()
_MOST_PIECES: Final = 48
_MOST_ENTRIES: Final = 1_000
_MOST_TAKEN: Final = 2_000


class Entry:
    """Pieces on days, in a layer; `taken` are days that later rules took, each with the layer of the rule."""

    __slots__ = ("days", "layer", "pieces", "reason", "taken")

    def __init__(self, layer: int, days: Picked, pieces: Pieces, reason: str) -> None:
        self.layer = layer
        self.days = days
        self.pieces = pieces
        self.reason = reason
        self.taken: list[tuple[int, Picked]] = []

    def taken_in_layer(self) -> list[Picked]:
        """Return the days taken by rules of the same layer."""
        return list(dict.fromkeys(days for layer, days in self.taken if layer == self.layer))


class Closing(NamedTuple):
    """Days on which a layer closes what weaker ones said; `opens` tells that the rule itself opens."""

    layer: int
    days: Picked
    reason: str
    opens: bool


class ClipOf(NamedTuple):
    """Days on which nothing is open before or after a minute, less the days taken by later rules."""

    layer: int
    days: Picked
    not_before: int | None
    not_after: int | None
    reason: str
    taken: list[Picked]


class Layering:
    """What the rules of one text come to."""

    def __init__(self, text: str, rules: list[Rule]) -> None:
        self.text = text
        self.week: list[Pieces] = [()] * 7
        self.entries: list[Entry] = []
        self.closings: list[Closing] = []
        self.clips: list[ClipOf] = []
        self._layer = PATTERN if any(_is_holiday_rule(rule) for rule in rules) else EXCEPTION
        self._last_change = max((n for n, rule in enumerate(rules) if _changes(rule)), default=-1)
        for n, rule in enumerate(rules):
            self._apply(n, rule)
            if len(self.entries) > _MOST_ENTRIES or sum(len(e.taken) for e in self.entries) > _MOST_TAKEN:
                refuse(text, rule.position, "must be simpler: the rules overlap in too many ways")

    def _apply(self, n: int, rule: Rule) -> None:
        if rule.days.is_weekly and _has_no_reason(rule) and self._is_plain_after(rule):
            for weekday in range(7):
                if rule.days.weekdays >> weekday & 1:
                    self._apply_to_weekday(rule, weekday)
        elif _takes_day(rule):
            self._take(rule)
        elif rule.level is AccessLevel.CLOSED:
            self._cut(n, rule)
        else:
            self._add(rule)

    # The week, as long as no other rule stands before

    def _is_plain_after(self, rule: Rule) -> bool:
        """Whether nothing but the week is left once *rule* has taken its days."""
        if not self.entries and not self.closings and not self.clips:
            return True
        above = [each.days for each in self.entries]
        above += [each.days for each in self.closings] + [each.days for each in self.clips]
        if _takes_day(rule) and all(map(rule.days.covers, above)):
            self.entries, self.closings, self.clips = [], [], []
            return True
        return False

    def _apply_to_weekday(self, rule: Rule, weekday: int) -> None:
        times = rule.times or _WHOLE
        if _takes_day(rule):
            pieces: Pieces = ()
        else:
            around = ((weekday - 1) % 7, (weekday + 1) % 7)
            for other, shift in zip(around, (DAY, -DAY), strict=True):
                self._check_night(rule, self.week[other], shift)
            pieces = self.week[weekday]
        if rule.level is AccessLevel.CLOSED:
            pieces = cut(pieces, times)
        else:
            pieces = painted(pieces, pieces_of(times, rule.level))
        self.week[weekday] = self._checked(rule, pieces)

    def _checked(self, rule: Rule, pieces: Pieces) -> Pieces:
        if len(pieces) > _MOST_PIECES:
            refuse(self.text, rule.position, f"must not open more than {_MOST_PIECES} times a day")
        if pieces and pieces[-1].start >= DAY:
            hint = "give the hours of the evening another end, and the next day hours of its own"
            refuse(
                self.text, rule.position, "must not leave hours after a midnight at which it is closed", hint
            )
        return pieces

    def _check_night(self, rule: Rule, pieces: Pieces, shift: int) -> None:
        """Refuse to change what is open in the night from one day to the next, where the day is another's.

        Hours past midnight belong to the day on which they start; a reader of OSM looks at the clock instead.
        """
        times = [(start + shift, end + shift) for start, end in rule.times or _WHOLE]
        if cut(pieces, times, rule.level) != pieces:
            hint = "give the hours past midnight another end instead"
            refuse(self.text, rule.position, "must not change hours that run over from another day", hint)

    # The layers above the week

    def _weaker(self) -> list[Entry]:
        """Return what the layers below the present one say, the week first."""
        groups: dict[Pieces, int] = {}
        for weekday, pieces in enumerate(self.week):
            if pieces:
                groups[pieces] = groups.get(pieces, 0) | 1 << weekday
        week = []
        for pieces, weekdays in groups.items():
            entry = Entry(BASE, weekly(weekdays), pieces, "")
            entry.taken = [(closing.layer, closing.days) for closing in self.closings]
            week.append(entry)
        return [*week, *(entry for entry in self.entries if entry.layer < self._layer)]

    def _take(self, rule: Rule) -> None:
        """Let a rule have its days to itself."""
        days = rule.days
        is_holiday = _is_holiday_rule(rule) and self._layer == PATTERN
        layer = HOLIDAY if is_holiday else self._layer
        kept = []
        for entry in self.entries:
            if not days.covers(entry.days):
                if not days.misses(entry.days):
                    entry.taken.append((layer, days))
                kept.append(entry)
        self.entries = kept
        for clip in self.clips:
            if not days.misses(clip.days):
                clip.taken.append(days)
        opens = rule.level is not AccessLevel.CLOSED
        self.closings.append(Closing(layer, days, "" if opens else rule.reason, opens))
        if opens:
            self.entries.append(Entry(layer, days, pieces_of(rule.times or _WHOLE, rule.level), rule.reason))
        if is_holiday:
            self._layer = EXCEPTION

    def _add(self, rule: Rule) -> None:
        """Open more on the days of a rule; where it is open already, the later rule holds."""
        times = rule.times or _WHOLE
        for entry in [*self._weaker(), *self._own()]:
            self._check_nights(rule, entry)
        self._change(rule, lambda entry: cut(entry.pieces, times, _above(rule, entry)))
        self.entries.append(Entry(self._layer, rule.days, pieces_of(times, rule.level), rule.reason))

    def _cut(self, n: int, rule: Rule) -> None:
        """Close at times on the days of a rule."""
        times = rule.times or _WHOLE
        everything = [*self._weaker(), *self._own()]
        for entry in everything:
            self._check_nights(rule, entry)
        ends_early = all(reach(entry.pieces) == DAY for entry in everything)
        if n > self._last_change and ends_early:
            start, end = times[0]
            clip = ClipOf(self._layer, rule.days, None if end == DAY else end, None, rule.reason, [])
            self.clips.append(clip._replace(not_after=start) if end == DAY else clip)
            return
        self._change(rule, lambda entry: cut(entry.pieces, times))

    def _own(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.layer == self._layer]

    def _check_nights(self, rule: Rule, entry: Entry) -> None:
        for turn, shift in ((1, DAY), (6, -DAY)):
            around = (entry.days.weekdays << turn | entry.days.weekdays >> 7 - turn) & 127
            if around & rule.days.weekdays:
                self._check_night(rule, entry.pieces, shift)

    def _change(self, rule: Rule, changed: Callable[[Entry], Pieces]) -> None:
        """Give the days of a rule other pieces, wherever they come from."""
        touched = [entry for entry in self._own() if not rule.days.misses(entry.days)]
        for entry in touched:
            pieces = self._checked(rule, changed(entry))
            if pieces != entry.pieces:
                self._split(entry, rule.days, pieces)
        weaker = [entry for entry in self._weaker() if not rule.days.misses(entry.days)]
        if all(changed(entry) == entry.pieces for entry in weaker):
            return
        if any(clip.layer < self._layer for clip in self.clips):
            refuse(self.text, rule.position, "must be simpler: it changes days that are cut short before")
        for entry in weaker:
            pieces = self._checked(rule, changed(entry))
            moved = Entry(self._layer, both(entry.days, rule.days), pieces, entry.reason)
            moved.taken = [(self._layer, days) for _, days in entry.taken]
            self.entries.append(moved)
            entry.taken.append((self._layer, rule.days))
        self.closings.append(Closing(self._layer, rule.days, "", opens=True))

    def _split(self, entry: Entry, days: Picked, pieces: Pieces) -> None:
        if days.covers(entry.days):
            entry.pieces = pieces
            return
        part = Entry(entry.layer, both(entry.days, days), pieces, entry.reason)
        part.taken = list(entry.taken)
        self.entries.append(part)
        entry.taken.append((entry.layer, days))


def _takes_day(rule: Rule) -> bool:
    """Whether a rule takes its days from the rules before it, rather than change what they say."""
    return rule.times is None if rule.level is AccessLevel.CLOSED else not rule.additional


def _is_holiday_rule(rule: Rule) -> bool:
    return _takes_day(rule) and rule.days.rule == _HOLIDAYS


def _changes(rule: Rule) -> bool:
    """Whether a rule changes what those before it say in another way than that a day is cut short."""
    if _takes_day(rule):
        return False
    if rule.level is not AccessLevel.CLOSED or rule.times is None or len(rule.times) > 1:
        return True
    start, end = rule.times[0]
    return (start == 0) is (end == DAY)


def _has_no_reason(rule: Rule) -> bool:
    """Whether the week can hold a rule: it has no place for a reason, and a gap has none anyway."""
    return not rule.reason or (rule.level is AccessLevel.CLOSED and not _takes_day(rule))


def _above(rule: Rule, entry: Entry) -> AccessLevel:
    """Return the level above which an added rule takes the place of what an entry says."""
    return rule.level if rule.reason == entry.reason else AccessLevel.CLOSED
