"""Events as they stand in a feed, each written once: what was written is kept with the event.

An event never changes, so what was written of it stays right for as long as the torg and the organiser that
it names are the same. When one of ten thousand events is replaced by another, one is written anew.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from innbyggertorg.ical.components import Writer
from innbyggertorg.ical.explanation import Explanation
from innbyggertorg.ical.losses import Loss
from innbyggertorg.ical.pieces import Arranged, Form, Source
from innbyggertorg.ical.plainly import plain_rule
from innbyggertorg.ical.profile import reason_against, template
from innbyggertorg.ical.public import Publisher
from innbyggertorg.ical.repeating import as_rule
from innbyggertorg.ical.singly import explicit, one_by_one
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, Organisation, Torg

__all__ = ["Frame", "Rendered", "Renderer", "Span"]

_YEARS_AHEAD: Final = 5
_MOST_KEPT: Final = 7  # other ways of writing one event: languages, flat or not, horizons


class Span(NamedTuple):
    """For how long the component of a time zone has to be right.

    Attributes:
        zone: IANA key.
        first: The first year.
        last: The last year, or None for ever.
    """

    zone: str
    first: int
    last: int | None


class Frame(NamedTuple):
    """What many events have in common, so that it is looked at once for all of them.

    Attributes:
        torg: The house that they are at, where it is known.
        organiser: Who arranges them, where that is known.
        span: Of the time zone that they name, in whole years, if any.
        is_lossy: Whether they say less than the programme does.
    """

    torg: Torg | None
    organiser: Organisation | None
    span: Span | None
    is_lossy: bool


class Rendered(NamedTuple):
    """What was written of one event.

    Attributes:
        way: How: in which language, up to which day and so on.
        content: Its VEVENTs.
        components: How many they are.
        explanation: In which form it is, and why.
        losses: What they do not say.
        horizon: The day up to which it was listed, or None where it was written whole.
        frame: What it has in common with others; compared by identity.
        older: What was written of it in another way, if anything is kept.
    """

    way: str
    content: bytes
    components: int
    explanation: Explanation
    losses: tuple[Loss, ...]
    horizon: date | None
    frame: Frame
    older: "Rendered | None"


class Renderer:
    """Writes events in one way.

    Args:
        publisher: Words what is public about them.
        language: Of the words.
        horizon: Last day of what has to be listed; None for the usual one.
        flat: Whether every occurrence becomes an event in UTC.
        limits: `occurrences` is the most that is listed of one event.

    Attributes:
        frames: Those of everything written so far.
    """

    def __init__(
        self, publisher: Publisher, language: str, *, horizon: date | None, flat: bool, limits: Limits
    ) -> None:
        self._publisher = publisher
        self._writer = Writer(language, flat=flat)
        self._horizon = horizon
        self._flat = flat
        self._limits = limits
        self._way = f"{language} {flat} {horizon} {limits.occurrences}"
        self._judged: dict[int, tuple[Frame, bool]] = {}  # by identity: to compare torgs takes long
        self._interned: dict[tuple[object, ...], Frame] = {}

    @property
    def frames(self) -> list[Frame]:  # noqa: D102 - see the class
        return [frame for frame, holds in self._judged.values() if holds]

    def written(self, events: Iterable[Event], latest: int) -> list[Rendered]:
        """Return what is written of *events*, in their order; *latest* is the year of the last change."""
        way, judged = self._way, self._judged
        found = []
        for event in events:
            known: Rendered | None = event._kept
            while known is not None and known.way != way:
                known = known.older
            if known is not None:
                verdict = judged.get(id(known.frame)) or self._judge(known.frame)
                if not verdict[1] or (
                    known.horizon is not None and known.horizon != self._last_day(event, latest)
                ):
                    known = None
            found.append(self._write(event, latest) if known is None else known)
        return found

    def _judge(self, frame: Frame) -> tuple[Frame, bool]:
        """Return whether the torg and the organiser of a frame are those of today."""
        torgs, organisations = self._publisher.torgs, self._publisher.organisations
        torg, organiser = frame.torg, frame.organiser
        holds = torg is not None and torgs.get(torg.id) is torg
        if organiser is not None and organisations.get(organiser.id) is not organiser:
            holds = False
        verdict = self._judged[id(frame)] = frame, holds
        return verdict

    def _frame(self, event: Event, years: tuple[int, int | None] | None, *, is_lossy: bool) -> Frame:
        zone = event.series.zone if years else None
        key = (event.torg, event.organiser, zone, years, is_lossy)
        frame = self._interned.get(key)
        if frame is None:
            publisher = self._publisher
            organiser = None if event.organiser is None else publisher.organisations.get(event.organiser)
            span = Span(event.series.zone, *years) if years else None
            frame = Frame(publisher.torgs.get(event.torg), organiser, span, is_lossy)
            self._interned[key] = frame
            self._judged[id(frame)] = frame, True
        return frame

    def _last_day(self, event: Event, latest: int) -> date:
        return self._horizon or _usual_horizon(max(event.series.first.year, latest))

    def _write(self, event: Event, latest: int) -> Rendered:
        public = self._publisher.public(event)
        source = Source(public.uid, public.series, self._last_day(event, latest), self._limits)
        arranged = _arranged(source, flat=self._flat)
        pieces = arranged.pieces
        text, years = self._writer.components(public, pieces)
        lossy = arranged.cut is not None or arranged.unknown is not None
        kept: Rendered | None = event._kept
        written = Rendered(
            self._way,
            text.encode(),
            len(pieces),
            Explanation(event.uid, arranged.form, arranged.why, len(pieces)),
            tuple(_losses(event.uid, arranged)) if lossy else (),
            source.horizon if source.asked_horizon else None,
            self._frame(event, years, is_lossy=lossy),
            kept and _others(kept, self._way),
        )
        object.__setattr__(event, "_kept", written)
        return written


def _others(kept: Rendered | None, way: str) -> Rendered | None:
    """Return what was written in other ways than *way*, or nothing where that is too much to keep."""
    chain: list[Rendered] = []
    while kept is not None:
        if kept.way != way:
            chain.append(kept)
        kept = kept.older
    older = None
    for each in reversed(chain[:_MOST_KEPT]):
        older = each if each.older is older else each._replace(older=older)
    return older


@cache
def _usual_horizon(year: int) -> date:
    return date(min(year + _YEARS_AHEAD, date.max.year - 1), 12, 31)


def _arranged(source: Source, *, flat: bool) -> Arranged:
    """Arrange a series in the simplest form that every program reads as it is meant."""
    rules = source.series.rules
    if flat:
        single = one_by_one(source, "") if rules else explicit(source)
        return single._replace(form=Form.FLAT, why="it was asked for")
    if not rules:
        return explicit(source)
    if len(rules) > 1:
        return one_by_one(source, "it has more than one rule, which no program reads")
    form = template(rules[0], source.series.first)
    if form is None:
        return one_by_one(source, reason_against(rules[0]))
    found = plain_rule(source, rules[0], form) or as_rule(source, rules[0], form)
    return one_by_one(source, found) if isinstance(found, str) else found


def _losses(uid: str, arranged: Arranged) -> Iterable[Loss]:
    if arranged.cut is not None:
        yield Loss(uid, f"goes on after {arranged.cut}, up to which it is listed", "pass a later horizon")
    if arranged.unknown is not None:
        what = f"is listed without the school years that are not known, the first on {arranged.unknown}"
        yield Loss(uid, what, "add the school year to its calendar")
