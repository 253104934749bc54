"""Conflicts as lines: what is alike is told once, with how often and until when it comes again."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from innbyggertorg.cli.output import in_colour, write
from innbyggertorg.cli.saying import day_in_words
from innbyggertorg.cli.words import counted, said
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport
from innbyggertorg.conflicts.kinds import RemedyKind, Severity
from innbyggertorg.language import describe_conflict, describe_remedy
from innbyggertorg.model import Programme

__all__ = ["numbers", "write_conflicts", "write_cut"]

_MOST_REMEDIES: Final = 3
_LABELS: Final = {Severity.ERROR: "error", Severity.WARNING: "a_warning"}


def numbers(report: ConflictReport, language: str) -> dict[str, str]:
    """Return in words how many conflicts and how many warnings there are."""
    errors = len(report.errors)
    return {
        "conflicts": counted(language, "conflict", errors),
        "warnings": counted(language, "warning", len(report) - errors),
    }


def write_conflicts(
    conflicts: Iterable[Conflict],
    programme: Programme,
    language: str,
    label: Callable[[Conflict], str] = lambda conflict: _LABELS[conflict.severity],
    *,
    own: str = "",
) -> None:
    """Write the conflicts, the first of those that are alike with what would help.

    Args:
        conflicts: In order.
        programme: Where they were found.
        language: Of the words.
        label: Key of the word that stands before each.
        own: UID of the event that is asked about: its id need not be told, and what would help others is not.
    """
    for first, others in _alike(conflicts):
        colour = "red" if first.severity is Severity.ERROR else "yellow"
        ids = ", ".join(sorted({programme.event(uid).id for uid in first.uids - {own}}))
        line = f"  {in_colour(said(language, label(first)), colour)}: "
        line += describe_conflict(first, programme, language) + (f" [{ids}]" if ids else "")
        if others:
            last = day_in_words(others[-1].interval.start, language)
            key = "again" if len(others) > 1 else "again_once"
            line += f" ({said(language, key, n=len(others), last=last)})"
        write(line + "\n")
        for remedy in first.remedies[:_MOST_REMEDIES]:
            uid = None if remedy.party is None else remedy.party.uid
            if own and uid not in {None, own}:
                continue
            if remedy.kind is not RemedyKind.SKIP_DATES or len(remedy.dates) <= _MOST_REMEDIES:
                whose = f" [{programme.event(uid).id}]" if uid and not own and len(first.uids) > 1 else ""
                write(f"    - {describe_remedy(remedy, first, programme, language)}{whose}\n")


def write_cut(report: ConflictReport, language: str) -> None:
    """Tell where a report was cut."""
    if report.truncated and report.checked_until is not None:
        since = day_in_words(report.checked_until.date(), language)
        write(f"  {said(language, 'truncated', since=since)}\n")


def _alike(conflicts: Iterable[Conflict]) -> Iterator[tuple[Conflict, list[Conflict]]]:
    groups: dict[object, list[Conflict]] = {}
    for conflict in conflicts:
        rule = conflict.rule
        alike = (
            *(conflict.severity, conflict.kind, tuple(party.uid for party in conflict.parties)),
            *(conflict.torg, conflict.rooms, conflict.service),
            *(rule.name, rule.subject, rule.allowed, rule.got, rule.level, rule.needed),
        )
        groups.setdefault(alike, []).append(conflict)
    for first, *others in groups.values():
        yield first, others
