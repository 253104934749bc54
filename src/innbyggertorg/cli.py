"""The `innbyggertorg` command.

Exit codes: 0 done; 1 a document has problems, or names something there is not; 2 the command line is wrong;
3 a file cannot be read or written.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from errno import EBADF
from typing import Final

from innbyggertorg.documents import json_schema, load
from innbyggertorg.documents.strict_json import write_json
from innbyggertorg.errors import InnbyggertorgError, StorageError
from innbyggertorg.ical import feed
from innbyggertorg.model import LANGUAGES

__all__ = ["main"]

DONE: Final = 0
PROBLEMS: Final = 1
STORAGE: Final = 3

_DESCRIPTION = "Citizens' houses: from documents that describe them to calendar feeds."
_EXIT_CODES = (
    "exit codes: 0 done; 1 a document has problems; 2 the command line is wrong; "
    "3 a file cannot be read or written"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; *arguments* are those of the process unless given."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except StorageError as error:
        return _report(str(error), STORAGE)
    except InnbyggertorgError as error:
        return _report(str(error), PROBLEMS)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STORAGE
    except OSError as error:
        return _report(f"output cannot be written: {error.strerror or error}", STORAGE)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="innbyggertorg", description=_DESCRIPTION, epilog=_EXIT_CODES)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("feed", help="write an iCalendar feed", epilog=_EXIT_CODES)
    _take_documents(command)
    command.add_argument("--torg", metavar="ID", help="of one torg only")
    command.add_argument("--language", choices=LANGUAGES, default="nb", help="default: %(default)s")
    command.add_argument("--output", metavar="FILE", help="replaced as a whole; default: standard output")
    command.set_defaults(run=_feed)

    command = commands.add_parser("check", help="report everything that is wrong", epilog=_EXIT_CODES)
    _take_documents(command)
    command.set_defaults(run=_check)

    command = commands.add_parser("schema", help="print the JSON Schema of documents", epilog=_EXIT_CODES)
    command.set_defaults(run=_schema)
    return parser


def _take_documents(command: argparse.ArgumentParser) -> None:
    about = ".toml or .json; together they make one programme"
    command.add_argument("documents", nargs="+", metavar="DOCUMENT", help=about)


def _feed(options: argparse.Namespace) -> int:
    made = feed(load(*options.documents), torg=options.torg, language=options.language)
    if options.output is None:
        _write(made.to_ical())
    else:
        made.write(options.output)
    for loss in made.losses:
        _report(f"note: {loss}", DONE)
    return DONE


def _check(options: argparse.Namespace) -> int:
    programme = load(*options.documents)
    counts = {
        "torg": len(programme.torgs),
        "organisation": len(programme.organisations),
        "event": len(programme.events),
        "closure": len(programme.closures),
    }
    found = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())
    _write(f"no problems: {found}\n".encode())
    return DONE


def _schema(options: argparse.Namespace) -> int:
    _write(write_json(json_schema()).encode("utf-8"))
    return DONE


def _write(data: bytes) -> None:
    """Write to standard output, the same bytes whatever its encoding."""
    if sys.stdout is None:  # it was closed before the process began
        raise OSError(EBADF, os.strerror(EBADF))
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _report(message: str, code: int) -> int:
    """Write a message to standard error, whatever its encoding can hold, and return the exit code."""
    if sys.stderr is not None:
        data = f"innbyggertorg: {message}\n".encode(sys.stderr.encoding or "ascii", "backslashreplace")
        sys.stderr.buffer.write(data)
    return code
