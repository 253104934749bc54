"""What is wrong with documents, and what collides."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from innbyggertorg.cli.asking import following, loaded, present, whole_days, zone_of
from innbyggertorg.cli.codes import CONFLICTS, DONE
from innbyggertorg.cli.findings import numbers, write_conflicts, write_cut
from innbyggertorg.cli.output import Progress, write, write_json
from innbyggertorg.cli.plain import report_plain
from innbyggertorg.cli.saying import day_in_words
from innbyggertorg.cli.words import counted, said
from innbyggertorg.conflicts.finding import find_conflicts
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.model import Programme
from innbyggertorg.recurrence.remarks import Remark, remarks

__all__ = ["run"]

_AHEAD = 365
# Of what can be remarked, that which is most often a mistake, and the words for it.
_MISTAKES = {
    Remark.FIRST_NOT_PICKED: "first_not_picked",
    Remark.NEVER: "never",
    Remark.EXCLUDED_IN_VAIN: "excluded_in_vain",
}


def run(options: Namespace) -> int:
    """Report the conflicts of a time; what is wrong with the documents themselves is an error before that."""
    language = options.language
    programme = loaded(options)
    tz = zone_of(programme.torgs)
    first = options.first or present(options, tz).date()
    last = options.last or following(first, _AHEAD)
    window = whole_days(first, last, tz, language)
    kinds = None if options.kind is None else [ConflictKind(kind) for kind in options.kind]
    with Progress(said(language, "looking")) as progress:
        report = find_conflicts(programme, window, kinds=kinds, progress=progress)
    if options.json:
        found: dict[str, Any] = {
            "from": first.isoformat(),
            "to": last.isoformat(),
            "counts": _counts(programme),
        }
        found["remarks"] = [{"event": name, "remark": str(remark)} for name, remark in _remarked(programme)]
        write_json({**found, **report_plain(report, programme, language)})
    else:
        when = said(
            language, "from_to", first=day_in_words(first, language), last=day_in_words(last, language)
        )
        things = [counted(language, name, number) for name, number in _counts(programme).items()]
        write(said(language, "in_order", what=", ".join(things)) + "\n")
        for name, remark in _remarked(programme):
            write(f"  {said(language, 'remark')}: {said(language, _MISTAKES[remark])} [{name}]\n")
        if report:
            write(said(language, "found", when=when, **numbers(report, language)) + ":\n")
        else:
            write(said(language, "no_conflicts", when=when) + "\n")
        write_conflicts(report, programme, language)
        write_cut(report, language)
    return CONFLICTS if report.errors else DONE


def _remarked(programme: Programme) -> Iterator[tuple[str, Remark]]:
    """Yield the ids of events that are valid, and most likely not what was meant."""
    for event in programme.events:
        for remark in remarks(event.series):
            if remark in _MISTAKES:
                yield event.id, remark


def _counts(programme: Programme) -> dict[str, int]:
    return {
        "torg": len(programme.torgs),
        "organisation": len(programme.organisations),
        "event": len(programme.events),
        "closure": len(programme.closures),
    }
