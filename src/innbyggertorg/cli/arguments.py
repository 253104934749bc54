"""The command line: every command, its options and examples. Light, so that help and completion are at once.

What is chosen from is written out here and not taken from the model; a test holds the two together.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from innbyggertorg.cli import moments
from innbyggertorg.cli.output import report, write

__all__ = [
    "COMMANDS",
    "SHELLS",
    "Parser",
    "parser_for",
]

LANGUAGES: Final = ("nb", "nn", "en")
LEVELS: Final = ("closed", "by-appointment", "self-service", "staffed")
EVENT_KINDS: Final = (
    *("meeting", "workshop", "course", "talk", "concert", "theatre", "film"),
    *("exhibition", "market", "social", "practice", "celebration", "other"),
)
AUDIENCES: Final = ("children", "youth", "families", "adults", "seniors")
CONFLICT_KINDS: Final = (
    *("room", "tentative", "head-count", "capacity", "closed", "restricted", "outside-hours", "level"),
    *("primary-use", "not-lent", "not-in-use", "organiser", "equipment", "service", "weekday", "school-year"),
)
PICTURES: Final = ("text", "svg", "html")
VISIBILITIES: Final = ("public", "busy", "internal")
SKIPPED: Final = ("holidays", "school-breaks")
SHELLS: Final = ("bash", "zsh", "fish")

_DESCRIPTION: Final = "Citizens' houses: what is open, what happens there, and who would collide with whom."
_CODES: Final = (
    "exit codes: 0 done, or yes; 1 a document has problems, or names something there is not; 2 the command\n"
    "line is wrong; 3 a file cannot be read or written; 4 no: something collides, is hit, or is not free"
)


class Parser(argparse.ArgumentParser):
    """A parser whose messages reach any stream, whatever its encoding."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **settings)

    def print_help(self, file: Any = None) -> None:
        """Write the help to standard output."""
        write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Say on standard error what is wrong, and leave with 2."""
        report(message, before=self.format_usage())
        sys.exit(2)


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, **settings: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, **settings)

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version

        write(f"innbyggertorg {version('innbyggertorg')}\n")
        sys.exit(0)


def parser_for(arguments: Sequence[str] | None) -> Parser:
    """Return the parser; of the commands only that which *arguments* name gets its options, None is all."""
    parser = Parser(prog="innbyggertorg", description=_DESCRIPTION, epilog=_CODES)
    parser.add_argument("--version", action=_Version, help="show the version and leave")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for name, (about, examples, declare) in COMMANDS.items():
        epilog = "examples:\n" + "".join(f"  innbyggertorg {line}\n" for line in examples) + f"\n{_CODES}"
        what = f"{about[0].upper()}{about[1:]}."
        command = commands.add_parser(name, help=about, description=what, epilog=epilog)
        if arguments is None or name in arguments:
            declare(command)
    return parser


# --- what several commands take ----------------------------------------------------------------------------


def _documents(command: argparse.ArgumentParser, number: str = "+") -> None:
    about = ".toml or .json; together they make one programme"
    command.add_argument("documents", nargs=number, metavar="DOCUMENT", help=about)


def _language(command: argparse.ArgumentParser) -> None:
    about = "of texts and messages: nb, nn or en; default: %(default)s"
    command.add_argument("--language", choices=LANGUAGES, default="nb", metavar="LANGUAGE", help=about)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer in JSON, for programs")


def _now(command: argparse.ArgumentParser) -> None:
    about = "take this for the present, in the time of the torg unless it has an offset; default: the clock"
    command.add_argument("--now", type=moments.moment, metavar="TIME", help=about)


def _torg(command: argparse.ArgumentParser, about: str) -> None:
    command.add_argument("--torg", metavar="ID", help=about)


def _output(command: argparse.ArgumentParser) -> None:
    about = "write to this file, which is replaced as a whole; default: standard output"
    command.add_argument("--output", metavar="FILE", help=about)


def _usual(command: argparse.ArgumentParser) -> None:
    _json(command)
    _language(command)
    _now(command)


def _window(command: argparse.ArgumentParser, otherwise: str) -> None:
    command.add_argument(
        "--from", dest="first", type=moments.day, metavar="DATE", help="the first day; default: today"
    )
    about = f"the last day, included; default: {otherwise}"
    command.add_argument("--to", dest="last", type=moments.day, metavar="DATE", help=about)


# --- the commands ------------------------------------------------------------------------------------------


def _feed(command: argparse.ArgumentParser) -> None:
    _documents(command)
    _torg(command, "of one torg only")
    command.add_argument("--service", metavar="ID", help="of one service only")
    command.add_argument("--room", metavar="ID", help="of one room only, and of rooms joined from it")
    command.add_argument("--organiser", metavar="ID", help="of what one organisation arranges")
    command.add_argument(
        "--kind", action="append", choices=EVENT_KINDS, metavar="KIND", help="of one kind; may be repeated"
    )
    about = "for these people; may be repeated"
    command.add_argument("--audience", action="append", choices=AUDIENCES, metavar="WHO", help=about)
    about = "the last day up to which single dates are listed where no rule can say them"
    command.add_argument("--horizon", type=moments.day, metavar="DATE", help=about)
    command.add_argument("--flat", action="store_true", help="every date as an event of its own, in UTC")
    _output(command)
    _json(command)
    _language(command)


def _check(command: argparse.ArgumentParser) -> None:
    _documents(command)
    _window(command, "a year later")
    about = "look for this kind of conflict only; may be repeated"
    command.add_argument("--kind", action="append", choices=CONFLICT_KINDS, metavar="KIND", help=about)
    _usual(command)


def _hours(command: argparse.ArgumentParser) -> None:
    _documents(command)
    _torg(command, "of one torg only")
    command.add_argument("--service", metavar="ID", help="of one service only")
    which = command.add_mutually_exclusive_group()
    about = "the hours of a day: a date, today or tomorrow"
    which.add_argument("--day", type=moments.near_day, metavar="DATE", help=about)
    about = "the hours of a week: 2021-W44, 44, this or next"
    which.add_argument("--week", type=moments.week, metavar="WEEK", help=about)
    _usual(command)


def _week(command: argparse.ArgumentParser) -> None:
    _documents(command)
    _torg(command, "which torg; not needed where there is one only")
    about = "2021-W44, 44, this or next; default: this"
    command.add_argument("--week", type=moments.week, default=moments.THIS, metavar="WEEK", help=about)
    about = "text, svg or html; default: %(default)s"
    command.add_argument("--format", choices=PICTURES, default="text", metavar="FORM", help=about)
    about = "public; busy: that something internal takes place too; internal: all; default: %(default)s"
    command.add_argument("--visibility", choices=VISIBILITIES, default="public", metavar="WHAT", help=about)
    command.add_argument("--no-conflicts", action="store_true", help="do not mark what collides")
    _output(command)
    _usual(command)


def _free(command: argparse.ArgumentParser) -> None:
    _documents(command)
    _torg(command, "which torg; not needed where there is one only")
    command.add_argument("--room", action="append", metavar="ID", help="which room; may be repeated")
    command.add_argument("--organiser", metavar="ID", help="who asks; default: the house itself")
    command.add_argument("--people", type=int, metavar="NUMBER", help="how many come")
    command.add_argument("--feature", action="append", metavar="ID", help="what the room must have")
    wish = command.add_argument_group("a certain time: --at, once or again and again")
    about = "from when to when, such as 18:00-20:00"
    wish.add_argument("--at", type=moments.clock_span, metavar="TIMES", help=about)
    about = "on this day of the week, from the first one on; its name in English or Norwegian"
    wish.add_argument("--weekday", type=moments.weekday, choices=moments.WEEKDAYS, metavar="DAY", help=about)
    wish.add_argument("--every", type=int, metavar="WEEKS", help="repeat: 1 is every week, 2 every other")
    about = "repeat by a rule of iCalendar, such as FREQ=MONTHLY;BYDAY=1TU"
    wish.add_argument("--rule", metavar="RRULE", help=about)
    about = "leave out public holidays, or school breaks; may be repeated"
    wish.add_argument("--skip", action="append", choices=SKIPPED, metavar="DAYS", help=about)
    time = command.add_argument_group("any time: --length")
    time.add_argument("--length", type=moments.length, metavar="LENGTH", help="such as 2h, 90m or 1h30m")
    about = "within these hours of the day"
    time.add_argument("--between", type=moments.clock_span, metavar="TIMES", help=about)
    time.add_argument("--most", type=int, default=20, metavar="NUMBER", help="lines; default: %(default)s")
    command.add_argument(
        "--from", dest="first", type=moments.day, metavar="DATE", help="the first day; default: today"
    )
    about = "the last day, included, or easter; default: for ever where it repeats, else two weeks"
    command.add_argument("--to", dest="last", type=moments.last_day, metavar="DATE", help=about)
    _usual(command)


def _impact(command: argparse.ArgumentParser) -> None:
    _documents(command)
    about = "a closure in the documents; without it the options below say what would be closed"
    command.add_argument("--closure", metavar="ID", help=about)
    _torg(command, "which torg; not needed where there is one only")
    about = "the first day, or the time at which it begins"
    command.add_argument("--from", dest="first", type=moments.day_or_moment, metavar="WHEN", help=about)
    about = "the last day, included, or the time at which it is over; default: until further notice"
    command.add_argument("--to", dest="last", type=moments.day_or_moment, metavar="WHEN", help=about)
    command.add_argument("--room", action="append", metavar="ID", help="this room only; may be repeated")
    about = "this service only; may be repeated"
    command.add_argument("--service", action="append", metavar="ID", help=about)
    about = "a service that goes on; may be repeated"
    command.add_argument("--spare", action="append", metavar="ID", help=about)
    about = "the highest level that is left; default: %(default)s"
    command.add_argument("--level", choices=LEVELS, default="closed", metavar="LEVEL", help=about)
    command.add_argument("--most-people", type=int, metavar="NUMBER", help="how many may be in at once")
    command.add_argument("--reason", metavar="TEXT", help="what the sign on the door would say")
    _json(command)
    _language(command)


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("calendar", metavar="CALENDAR", help="an .ics file, or - for standard input")
    _documents(command, "*")
    _torg(command, "where the events are; not needed where the documents hold one torg only")
    about = "IANA key of the time zone of times that name none, such as Europe/Oslo"
    command.add_argument("--zone", metavar="ZONE", help=about)
    command.add_argument("--sub-daily", action="store_true", help="take what repeats hourly or more often")
    command.add_argument("--strict", action="store_true", help="stop at the first problem")
    about = "toml or json; default: by the name of the file, else toml"
    command.add_argument("--format", choices=("toml", "json"), metavar="FORM", help=about)
    _output(command)
    _json(command)
    _language(command)


def _schema(command: argparse.ArgumentParser) -> None:
    _output(command)


def _serve(command: argparse.ArgumentParser) -> None:
    _documents(command)
    about = "0 takes any that is free; default: %(default)s"
    command.add_argument("--port", type=int, default=8000, metavar="NUMBER", help=about)
    _language(command)
    _now(command)


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")


Command = tuple[str, tuple[str, ...], Callable[[argparse.ArgumentParser], None]]

COMMANDS: Final[dict[str, Command]] = {
    "hours": (
        "say what is open: now, on a day, in a week",
        (
            "hours asker/*.toml --torg heggedal",
            "hours asker/*.toml --torg heggedal --service innbyggerservice --day tomorrow",
            "hours asker/*.toml --torg heggedal --week 2021-W44 --language en",
        ),
        _hours,
    ),
    "week": (
        "show a week by rooms, as text, SVG or HTML",
        (
            "week asker/*.toml --torg heggedal --week 2021-W44",
            "week asker/*.toml --torg heggedal --format html --output week.html",
        ),
        _week,
    ),
    "free": (
        "find a free room, or tell whether a room is free, once or again and again",
        (
            "free asker/*.toml --torg heggedal --length 2h --people 30 --between 17-21",
            "free asker/*.toml --torg heggedal --room scenen --weekday tuesday --every 2 --at 18-20",
        ),
        _free,
    ),
    "check": (
        "report everything that is wrong, and what collides",
        (
            "check asker/*.toml",
            "check asker/*.toml --from 2022-04-01 --to 2022-04-30 --kind room",
        ),
        _check,
    ),
    "impact": (
        "tell what a closure would hit, before it is saved",
        (
            "impact asker/*.toml --torg heggedal --from 2021-11-26 --to 2021-11-27",
            "impact asker/*.toml new-closure.toml --closure painting",
        ),
        _impact,
    ),
    "feed": (
        "write an iCalendar feed",
        (
            "feed asker/*.toml --torg heggedal --output heggedal.ics",
            "feed asker/*.toml --torg heggedal --audience families --kind workshop",
        ),
        _feed,
    ),
    "import": (
        "read an .ics file into a document, and tell what is lost",
        (
            "import club.ics asker/*.toml --torg heggedal --output club.toml",
            "import - --torg heggedal --zone Europe/Oslo < club.ics",
        ),
        _import,
    ),
    "serve": (
        "show the weeks and feeds in a browser on this machine; a preview, not a server for others",
        ("serve asker/*.toml", "serve asker/*.toml --port 0 --now 2021-11-02T12:00"),
        _serve,
    ),
    "schema": ("print the JSON Schema of documents", ("schema --output innbyggertorg.schema.json",), _schema),
    "completion": (
        "print a script that completes this command in a shell",
        (
            "completion bash > ~/.local/share/bash-completion/completions/innbyggertorg",
            "completion fish > ~/.config/fish/completions/innbyggertorg.fish",
        ),
        _completion,
    ),
}
