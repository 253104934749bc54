"""An iCalendar file into a document, and what is lost on the way."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import Any, Final, Literal

from attrs import evolve

from innbyggertorg._storage import read_up_to
from innbyggertorg.cli.asking import loaded, one_torg
from innbyggertorg.cli.codes import DONE, PROBLEMS, UsageError
from innbyggertorg.cli.delivery import deliver
from innbyggertorg.cli.output import report, write_json
from innbyggertorg.cli.words import counted, said
from innbyggertorg.documents import dumps
from innbyggertorg.errors import LimitExceededError, ParseError, ProblemsError, StorageError
from innbyggertorg.ical.reading.ledger import ReadLoss, ReadProblem
from innbyggertorg.ical.reading.reader import ReadResult, read
from innbyggertorg.language.errors import describe_problem, text_in
from innbyggertorg.limits import DEFAULT_LIMITS
from innbyggertorg.model import Event, LocalText, Programme, Torg

__all__ = ["run"]

_STDIN: Final = "-"
_SHOWN: Final = 5


def run(options: Namespace) -> int:
    """Write the events of a calendar as a document, and tell what is lost."""
    _check_output(options)
    around = _around(options)
    torg = one_torg(options, around)
    found = _read(options, around, torg)
    whole = _with_events(options, around, found)
    text = dumps(evolve(whole, events=found.events), _form(options), only=("events",))
    if options.output is not None or not options.json:
        deliver(text.encode("utf-8"), options.output)
    if options.json:
        write_json(_plain(options, found, text))
    else:
        _tell(options, found)
    return PROBLEMS if any(problem.left_out for problem in found.problems) else DONE


def _form(options: Namespace) -> Literal["toml", "json"]:
    if options.format is not None:
        return "json" if options.format == "json" else "toml"
    return "json" if str(options.output).lower().endswith(".json") else "toml"


def _check_output(options: Namespace) -> None:
    """Refuse to write over what is read."""
    if options.output is None:
        return
    target = os.path.realpath(options.output)
    if target in {os.path.realpath(name) for name in (options.calendar, *options.documents)}:
        raise UsageError(said(options.language, "own_output", file=options.output))


def _around(options: Namespace) -> Programme:
    """Return the programme of the documents; without any, one with nothing but the torg that is named."""
    if options.documents:
        return loaded(options)
    if options.torg is None:
        raise UsageError(said(options.language, "needs", option="--torg", when="(DOCUMENT)"))
    return Programme(torgs=(Torg(id=options.torg, name=LocalText(nb=options.torg)),))


def _read(options: Namespace, around: Programme, torg: Torg) -> ReadResult:
    name = options.calendar
    try:
        return read(
            _bytes(name),
            torg=torg,
            zone=options.zone,
            language=options.language,
            organisations=around.organisations,
            sub_daily=options.sub_daily,
            strict=options.strict,
        )
    except ParseError as error:
        where = f"{name}: {error.where}"
        raise ParseError(
            where, error.rule, error.text, error.position, error.hint, error.first_line
        ) from None
    except LimitExceededError as error:
        raise LimitExceededError(error.limit, error.allowed, error.got, f"in {name}") from None


def _bytes(name: str) -> bytes:
    most = DEFAULT_LIMITS.ical_bytes
    if name != _STDIN:
        return read_up_to(name, most)
    if sys.stdin is None:  # it was closed before the process began
        raise StorageError(name, "cannot be read: standard input is closed")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise StorageError(name, f"cannot be read: {error.strerror or error}") from None


def _with_events(options: Namespace, around: Programme, found: ReadResult) -> Programme:
    """Return the programme with the events; what does not fit is told by its place among those read."""
    known = len(around.events)
    try:
        return evolve(around, events=(*around.events, *found.events))
    except ProblemsError as error:
        paths = {f"events[{known + n}]": f"events[{n}]" for n in range(len(found.events))}
        raise ProblemsError(
            evolve(problem, path=_renamed(problem.path, paths), source=options.calendar)
            for problem in error.problems
        ) from None


def _renamed(path: str, paths: dict[str, str]) -> str:
    head, mark, rest = path.partition("]")
    return paths.get(head + mark, head + mark) + rest


def _tell(options: Namespace, found: ReadResult) -> None:
    language, name = options.language, options.calendar
    for problem in found.problems:
        report(f"{name}: {describe_problem(problem, language)}")
    for line in _grouped(found.losses, language):
        report(f"{said(language, 'note')}: {name}: {line}")
    events = counted(language, "event", len(found.events))
    report(said(language, "read", events=events, file=name, **_counts(found, language)))


def _counts(found: ReadResult, language: str) -> dict[str, str]:
    return {
        "losses": counted(language, "loss", len(found.losses)),
        "problems": counted(language, "problem", len(found.problems)),
    }


def _grouped(losses: Iterable[ReadLoss], language: str) -> list[str]:
    """Return what is lost, each sort once, with the lines of the first few."""
    lines: dict[tuple[str, str], list[int]] = {}
    for loss in losses:
        lines.setdefault((loss.what, loss.why), []).append(loss.line)
    return [
        f"{text_in(language, what)} {text_in(language, why)} ({_numbered(at, language)})"
        for (what, why), at in lines.items()
    ]


def _numbered(lines: list[int], language: str) -> str:
    shown = [*map(str, lines[:_SHOWN])]
    if len(lines) > _SHOWN:
        shown.append(said(language, "more", n=len(lines) - _SHOWN))
    return said(language, "lines", numbers=", ".join(shown))


def _plain(options: Namespace, found: ReadResult, text: str) -> dict[str, Any]:
    return {
        "calendar": options.calendar,
        "name": found.name,
        "output": options.output,
        "events": [_event(event) for event in found.events],
        "losses": [_loss(loss) for loss in found.losses],
        "problems": [_problem(problem) for problem in found.problems],
        **({} if options.output is not None else {"document": text}),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.id, "uid": event.uid, "title": str(event.title)}


def _loss(loss: ReadLoss) -> dict[str, Any]:
    return {"line": loss.line, "uid": loss.uid or None, "what": loss.what, "why": loss.why}


def _problem(problem: ReadProblem) -> dict[str, Any]:
    return {**problem._asdict(), "uid": problem.uid or None, "got": problem.got or None}
