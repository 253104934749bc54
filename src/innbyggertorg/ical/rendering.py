"""Events as they stand in a feed, each written once: what was written is kept with the event.

An event never changes, so what was written of it stays right for as long as the torg and the organiser that
it names are the same. When one of ten thousand events is replaced by another, one is written anew.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from innbyggertorg.ical.components import Span, components
from innbyggertorg.ical.explanation import Explanation
from innbyggertorg.ical.losses import Loss
from innbyggertorg.ical.pieces import Arranged, Form, Source
from innbyggertorg.ical.profile import reason_against, template
from innbyggertorg.ical.public import Publisher
from innbyggertorg.ical.repeating import as_rule
from innbyggertorg.ical.singly import explicit, one_by_one
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, Organisation, Torg

__all__ = ["Renderer", "Written"]

_YEARS_AHEAD: Final = 5
_MOST_KEPT: Final = 8  # ways of writing one event: languages, flat or not, horizons


class Written(NamedTuple):
    """What was written of one event.

    Attributes:
        content: Its components.
        span: Of the time zone that they name, if any.
        losses: What they do not say.
        explanation: In which form it is, and why.
        horizon: The day up to which it was listed, or None where it was written whole.
        torg: The house that it is at.
        organiser: Who arranges it.
    """

    content: bytes
    span: Span | None
    losses: tuple[Loss, ...]
    explanation: Explanation
    horizon: date | None
    torg: Torg | None
    organiser: Organisation | None


class Renderer:
    """Writes events in one way.

    Args:
        publisher: Words what is public about them.
        language: Of the words.
        horizon: Last day of what has to be listed; None for the usual one.
        flat: Whether every occurrence becomes an event in UTC.
        limits: `occurrences` is the most that is listed of one event.
    """

    def __init__(
        self, publisher: Publisher, language: str, *, horizon: date | None, flat: bool, limits: Limits
    ) -> None:
        self._publisher = publisher
        self._language = language
        self._horizon = horizon
        self._flat = flat
        self._limits = limits
        self._way = (language, flat, horizon, limits.occurrences)

    def written(self, events: Iterable[Event], latest: int) -> list[Written]:
        """Return what is written of *events*, in their order; *latest* is the year of the last change."""
        torgs, organisations = self._publisher.torgs, self._publisher.organisations
        way, found = self._way, []
        for event in events:
            kept: dict[object, Written] | None = event._kept
            known = None if kept is None else kept.get(way)
            if (
                known is None
                or known.torg is not torgs.get(event.torg)
                or known.organiser is not organisations.get(event.organiser)  # type: ignore[arg-type]
                or (known.horizon is not None and known.horizon != self._last_day(event, latest))
            ):
                known = self._write(event, latest)
            found.append(known)
        return found

    def _last_day(self, event: Event, latest: int) -> date:
        return self._horizon or _usual_horizon(max(event.series.first.year, latest))

    def _write(self, event: Event, latest: int) -> Written:
        public = self._publisher.public(event)
        source = Source(public.uid, public.series, self._last_day(event, latest), self._limits)
        arranged = _arranged(source, flat=self._flat)
        text, span = components(public, arranged.pieces, self._language, flat=self._flat)
        written = Written(
            text.encode(),
            span,
            tuple(_losses(event.uid, arranged)),
            Explanation(event.uid, arranged.form, arranged.why, len(arranged.pieces)),
            source.horizon if source.asked_horizon else None,
            self._publisher.torgs.get(event.torg),
            None if event.organiser is None else self._publisher.organisations.get(event.organiser),
        )
        kept = event._kept
        if kept is None or len(kept) >= _MOST_KEPT:
            kept = {}
            object.__setattr__(event, "_kept", kept)
        kept[self._way] = written
        return written


@cache
def _usual_horizon(year: int) -> date:
    return date(min(year + _YEARS_AHEAD, date.max.year - 1), 12, 31)


def _arranged(source: Source, *, flat: bool) -> Arranged:
    """Arrange a series in the simplest form that every program reads as it is meant."""
    rules = source.series.rules
    if flat:
        found = one_by_one(source, "") if rules else explicit(source)
        return found._replace(form=Form.FLAT, why="it was asked for")
    if not rules:
        return explicit(source)
    if len(rules) > 1:
        return one_by_one(source, "it has more than one rule, which no program reads")
    form = template(rules[0], source.series.first)
    if form is None:
        return one_by_one(source, reason_against(rules[0]))
    found_or_reason = as_rule(source, rules[0], form)
    return one_by_one(source, found_or_reason) if isinstance(found_or_reason, str) else found_or_reason


def _losses(uid: str, arranged: Arranged) -> Iterable[Loss]:
    if arranged.cut is not None:
        yield Loss(uid, f"goes on after {arranged.cut}, up to which it is listed", "pass a later horizon")
    if arranged.unknown is not None:
        what = f"is listed without the school years that are not known, the first on {arranged.unknown}"
        yield Loss(uid, what, "add the school year to its calendar")
