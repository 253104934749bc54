"""Answers for programs: conflicts and spans of time as JSON; the keys are documented and stay."""

from datetime import date, datetime
from typing import Any

from innbyggertorg.conflicts.conflict import Conflict, ConflictReport, Remedy, Rule
from innbyggertorg.language import describe_conflict, describe_remedy
from innbyggertorg.model import LocalText, OccurrenceKey, Programme
from innbyggertorg.opening import DayOpening, OpeningSpan, OpeningState

__all__ = ["conflict_plain", "day_plain", "key_plain", "report_plain", "span_plain", "state_plain"]

Plain = dict[str, Any]


def report_plain(report: ConflictReport, programme: Programme, language: str) -> Plain:
    """Return a report: its conflicts, and how far it reaches."""
    return {
        "conflicts": [conflict_plain(conflict, programme, language) for conflict in report],
        "errors": len(report.errors),
        "warnings": len(report) - len(report.errors),
        "checked_until": _moment(report.checked_until),
        "truncated": report.truncated,
    }


def conflict_plain(conflict: Conflict, programme: Programme, language: str) -> Plain:
    """Return a conflict, with the sentence about it."""
    return {
        "kind": str(conflict.kind.value),
        "severity": str(conflict.severity.value),
        "text": describe_conflict(conflict, programme, language),
        "torg": conflict.torg,
        "rooms": list(conflict.rooms),
        "service": conflict.service or None,
        "start": _moment(conflict.interval.start),
        "end": _moment(conflict.interval.end),
        "parties": [key_plain(key, programme) for key in conflict.parties],
        "rule": _rule(conflict.rule, language),
        "remedies": [_remedy(remedy, conflict, programme, language) for remedy in conflict.remedies],
    }


def key_plain(key: OccurrenceKey, programme: Programme) -> Plain:
    """Return an occurrence by what it is known by."""
    event = programme.event(key.uid)
    return {"event": event.id, "torg": event.torg, "uid": key.uid, "original": _moment(key.original)}


def _rule(rule: Rule, language: str) -> Plain:
    reason = rule.reason.in_language(language) if isinstance(rule.reason, LocalText) else rule.reason
    return {
        "name": str(rule.name.value),
        "subject": rule.subject or None,
        "allowed": rule.allowed,
        "got": rule.got,
        "level": None if rule.level is None else rule.level.key,
        "needed": None if rule.needed is None else rule.needed.key,
        "reason": reason or None,
    }


def _remedy(remedy: Remedy, conflict: Conflict, programme: Programme, language: str) -> Plain:
    return {
        "kind": str(remedy.kind.value),
        "text": describe_remedy(remedy, conflict, programme, language),
        "party": None if remedy.party is None else key_plain(remedy.party, programme),
        "rooms": list(remedy.rooms),
        "start": None if remedy.interval is None else _moment(remedy.interval.start),
        "end": None if remedy.interval is None else _moment(remedy.interval.end),
        "dates": [_moment(key.original) for key in remedy.dates],
        "people": remedy.people,
    }


def state_plain(state: OpeningState) -> Plain:
    """Return how open it is at one instant."""
    return {
        "level": state.level.key,
        "is_open": state.is_open,
        "reason": state.reason or None,
        "until": _moment(state.until),
        "next_level": None if state.next_level is None else state.next_level.key,
        "looked_until": _moment(state.looked_until),
    }


def day_plain(day: DayOpening) -> Plain:
    """Return the hours of one day."""
    return {
        "date": day.day.isoformat(),
        "holidays": [each.value.replace("_", "-") for each in (*day.holidays, *day.eves)],
        "hours": [span_plain(span) for span in day.spans],
    }


def span_plain(span: OpeningSpan) -> Plain:
    """Return a run of time at one level."""
    return {
        "start": _moment(span.start),
        "end": _moment(span.end),
        "level": span.level.key,
        "reason": span.reason or None,
    }


def _moment(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()
