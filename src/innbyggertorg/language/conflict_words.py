"""Conflicts in sentences that one can show to anybody: nothing is named that is not public."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from innbyggertorg.chrono import Interval
from innbyggertorg.conflicts.conflict import Conflict, Remedy
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.language.moments import clock_words, date_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import capital
from innbyggertorg.model import LocalText, OccurrenceKey, Programme

__all__ = ["describe_conflict", "describe_remedy"]

_MOST_NAMED: Final = 5


def describe_conflict(conflict: Conflict, programme: Programme, language: str) -> str:
    """Say a conflict in one to three sentences.

    Args:
        conflict: What is wrong.
        programme: Where it was found; gives the names of events, rooms and organisations.
        language: `nb`, `nn` or `en`.

    Returns:
        What is wrong, why, and whether it is settled yet. An event that is internal or a draft is not named,
        and neither is a private organisation.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        UnknownReferenceError: If the programme has not what the conflict is about.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(conflict, Conflict):
        raise WrongTypeError("describe_conflict conflict", "must be a Conflict", conflict)
    teller = _Teller(programme, language)
    return teller.conflict(conflict)


def describe_remedy(remedy: Remedy, conflict: Conflict, programme: Programme, language: str) -> str:
    """Say in one sentence what would help against a conflict.

    Raises:
        InvalidValueError: If *language* is not `nb`, `nn` or `en`.
        UnknownReferenceError: If the programme has not what it is about.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(remedy, Remedy):
        raise WrongTypeError("describe_remedy remedy", "must be a Remedy", remedy)
    teller = _Teller(programme, language)
    return teller.remedy(remedy, conflict)


class _Teller:
    """Knows the names of a programme in one language."""

    def __init__(self, programme: Programme, language: str) -> None:
        self._words = table_of("language", language)
        if not isinstance(programme, Programme):
            raise WrongTypeError("describe_conflict programme", "must be a Programme", programme)
        self._programme = programme
        self._language = language
        self._sentences = self._words.conflicts

    def conflict(self, conflict: Conflict) -> str:
        sentences, rule = self._sentences, conflict.rule
        parts = self._parts(conflict)
        is_service = conflict.service and rule.name is not RuleName.HOUSE_LEVEL
        pattern = sentences.service if is_service else sentences.rules[rule.name]
        said = [capital(pattern.format(**parts))]
        if rule.reason:
            reason = (
                rule.reason.in_language(self._language) if isinstance(rule.reason, LocalText) else rule.reason
            )
            said.append(sentences.because.format(reason=reason.rstrip(".")))
        if conflict.kind is ConflictKind.TENTATIVE:
            said.append(sentences.tentative)
        return " ".join(said)

    def remedy(self, remedy: Remedy, conflict: Conflict) -> str:
        when = conflict.interval if remedy.interval is None else remedy.interval
        days = [key.original for key in remedy.dates]
        dates = (date_words(day.date() if isinstance(day, datetime) else day, self._words) for day in days)
        pattern = self._sentences.remedies[remedy.kind]
        return capital(
            pattern.format(
                rooms=self._rooms(conflict.torg, remedy.rooms),
                when=self._when(when),
                dates=self._list(dates),
                people=remedy.people,
            )
        )

    def _parts(self, conflict: Conflict) -> dict[str, str]:
        rule = conflict.rule
        who = self._list(self._title(key) for key in conflict.parties)
        parts = {
            "who": who,
            "for_who": f" ({who})" if who else "",
            "rooms": self._rooms(conflict.torg, conflict.rooms),
            "when": self._when(conflict.interval),
            "subject": self._subject(conflict),
            "service": self._service(conflict),
            "allowed": _grouped(rule.allowed),
            "got": _grouped(rule.got),
            "level": "" if rule.level is None else self._sentences.levels[rule.level],
            "needed": "" if rule.needed is None else self._sentences.levels[rule.needed],
        }
        if rule.name is RuleName.ANNOUNCED_WEEKDAY:
            parts["announced"] = self._words.weekdays[rule.allowed or 0]
            parts["actual"] = self._words.weekdays[rule.got or 0]
            parts["when"] = date_words(conflict.interval.start.date(), self._words)
        return parts

    def _title(self, key: OccurrenceKey) -> str:
        event = self._programme.event(key.uid)
        if not event.is_public:
            return self._sentences.somebody
        return self._sentences.quoted.format(title=event.title.in_language(self._language))

    def _rooms(self, torg_id: str, names: Iterable[str]) -> str:
        torg = self._programme.torg(torg_id)
        rooms = [torg.room(name) for name in names]
        return self._list(room.name.in_language(self._language) for room in rooms if room is not None)

    def _service(self, conflict: Conflict) -> str:
        service = self._programme.torg(conflict.torg).service(conflict.service) if conflict.service else None
        return "" if service is None else service.name.in_language(self._language)

    def _subject(self, conflict: Conflict) -> str:
        """Name what has the rule: a room, an organisation, a piece of equipment, or else the torg."""
        name, torg = conflict.rule.subject, self._programme.torg(conflict.torg)
        if conflict.rule.name in {RuleName.AT_ONCE, RuleName.PRIMARY_USE}:
            return self._organisation(name, conflict.rule.name)
        names = {room.id: room.name for room in torg.rooms}
        names |= {equipment.id: equipment.name for equipment in torg.equipment}
        if name in names:
            return names[name].in_language(self._language)
        return torg.name.in_language(self._language)

    def _organisation(self, name: str, rule: RuleName) -> str:
        """Name an organisation, except a private one, whose name may be a person's."""
        organisation = self._programme.organisation(name)
        if organisation.is_private:
            return self._sentences.organiser if rule is RuleName.AT_ONCE else self._sentences.others
        return organisation.name.in_language(self._language)

    def _list(self, items: Iterable[str]) -> str:
        each = list(dict.fromkeys(items)) if not isinstance(items, str) else [items]
        if len(each) > _MOST_NAMED:
            more = self._sentences.many.format(n=len(each) - _MOST_NAMED)
            each = [*each[:_MOST_NAMED], more]
        return self._words.all_of(each) if each else ""

    def _when(self, interval: Interval) -> str:
        start, end = interval.start, interval.end.astimezone(interval.start.tzinfo)
        if start.date() == end.date():
            return self._sentences.span.format(
                weekday=self._words.weekdays[start.weekday()],
                date=date_words(start.date(), self._words),
                start=clock_words(start.time(), self._words),
                end=clock_words(end.time(), self._words),
            )
        return self._sentences.long_span.format(start=self._moment(start), end=self._moment(end))

    def _moment(self, moment: datetime) -> str:
        return self._sentences.moment.format(
            weekday=self._words.weekdays[moment.weekday()],
            date=date_words(moment.date(), self._words),
            time=clock_words(moment.time(), self._words),
        )


def _grouped(number: int | None) -> str:
    return "" if number is None else f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
