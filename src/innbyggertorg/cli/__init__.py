"""The `innbyggertorg` command: one module for each command, loaded when it is asked for."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from innbyggertorg.cli.arguments import parser_for
from innbyggertorg.cli.codes import INTERRUPTED, PROBLEMS, STORAGE, USAGE, UsageError
from innbyggertorg.cli.output import report
from innbyggertorg.cli.words import said
from innbyggertorg.errors import InnbyggertorgError, StorageError

__all__ = ["main"]

_HOME: Final = "innbyggertorg.cli.commands"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; *arguments* are those of the process unless given.

    Raises:
        SystemExit: With 2 where the command line cannot be read, with 0 where help is asked for.
    """
    given = sys.argv[1:] if arguments is None else [*arguments]
    options = Namespace()
    try:
        parser_for(given).parse_args(given, options)
        code: int = import_module(f"{_HOME}.{_module_of(options.command)}").run(options)
    except (InnbyggertorgError, UsageError) as error:
        report(_explained(error, _language(options)))
        code = _code_of(error)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        _let_go_of_output()
        code = STORAGE
    except OSError as error:
        report(said(_language(options), "output_failed", error=error.strerror or error))
        code = STORAGE
    except KeyboardInterrupt:
        report(said(_language(options), "interrupted"))
        code = INTERRUPTED
    return code


def _module_of(command: str) -> str:
    return "import_" if command == "import" else command


def _language(options: Namespace) -> str:
    return str(getattr(options, "language", "en"))


def _explained(error: InnbyggertorgError | UsageError, language: str) -> str:
    """Say an error in a language, whose words are loaded for it alone; a usage error is in it already."""
    if isinstance(error, UsageError):
        return str(error)
    return str(import_module("innbyggertorg.language").describe_error(error, language))


def _code_of(error: InnbyggertorgError | UsageError) -> int:
    if isinstance(error, StorageError):
        return STORAGE
    return USAGE if isinstance(error, UsageError) else PROBLEMS


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that nothing is written to the closed pipe when Python ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
