"""What a closure would hit."""

from argparse import Namespace
from datetime import datetime

from innbyggertorg.cli.asking import loaded, one_torg
from innbyggertorg.cli.codes import CONFLICTS, DONE, UsageError
from innbyggertorg.cli.findings import write_conflicts, write_cut
from innbyggertorg.cli.output import write, write_json
from innbyggertorg.cli.plain import report_plain
from innbyggertorg.cli.words import counted, said
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport
from innbyggertorg.conflicts.impact import impact
from innbyggertorg.errors import UnknownReferenceError
from innbyggertorg.model import Closure, LocalText, Programme
from innbyggertorg.opening import AccessLevel

__all__ = ["run"]

_ID = "planned-closure"


def run(options: Namespace) -> int:
    """Report what a closure would hit."""
    language = options.language
    programme = loaded(options)
    closure = _closure(options, programme)
    report = impact(programme, closure)
    if options.json:
        about = {"closure": closure.id, "torg": closure.torg, "from": closure.start.isoformat()}
        until = None if closure.end is None else closure.end.isoformat()
        write_json({**about, "to": until, **report_plain(report, programme, language)})
    elif not report:
        write(said(language, "no_hit") + "\n")
    else:
        write(said(language, "hit", **_numbers(report, language)) + "\n")
        write_conflicts(report, programme, language, _label)
        write_cut(report, language)
    return CONFLICTS if report.errors else DONE


def _label(conflict: Conflict) -> str:
    return "hit_event" if conflict.parties else "hit_service"


def _numbers(report: ConflictReport, language: str) -> dict[str, str]:
    occurrences = {party for conflict in report for party in conflict.parties}
    services = {conflict.service for conflict in report if conflict.service and not conflict.parties}
    return {
        "occurrences": counted(language, "occurrence", len(occurrences)),
        "services": counted(language, "service", len(services)),
    }


def _closure(options: Namespace, programme: Programme) -> Closure:
    """Return the closure that is named, or that which the options describe."""
    if options.closure is not None:
        if options.first is not None:
            raise UsageError(said(options.language, "not_both", one="--closure", other="--from"))
        for closure in programme.closures:
            if closure.id == options.closure:
                return closure
        known = ", ".join(closure.id for closure in programme.closures[:10]) or "none"
        rule = "must be the id of a closure of the documents"
        raise UnknownReferenceError("--closure", rule, options.closure, f"there is: {known}")
    if options.first is None:
        raise UsageError(said(options.language, "needs_one", one="--from", other="--closure"))
    _check_order(options)
    reason = options.reason or said(options.language, "planned_closure")
    return Closure(
        id=_ID,
        torg=one_torg(options, programme).id,
        reason=LocalText(**{options.language: reason}),
        start=options.first,
        end=options.last,
        rooms=tuple(options.room or ()),
        services=tuple(options.service or ()),
        spared_services=tuple(options.spare or ()),
        highest=AccessLevel.of(options.level),
        most_people=options.most_people,
    )


def _check_order(options: Namespace) -> None:
    """Refuse an end before the beginning in the words of the options."""
    first, last = options.first, options.last
    if isinstance(last, datetime) is isinstance(first, datetime) and last is not None and last < first:
        raise UsageError(said(options.language, "out_of_order", first=first, last=last))
