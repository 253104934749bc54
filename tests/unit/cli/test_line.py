"""The command line itself: help, version, choices, languages, and how little it takes to show them."""

import json
import re
import shlex
import string
import subprocess
import sys
from importlib.metadata import version

import pytest

from innbyggertorg.cli import arguments
from innbyggertorg.cli.arguments import COMMANDS, Parser, parser_for
from innbyggertorg.cli.words import WORDS, counted
from innbyggertorg.conflicts import ConflictKind
from innbyggertorg.model import LANGUAGES, Audience, EventKind
from innbyggertorg.opening import AccessLevel
from support.command import ASKER, DONE, USAGE, run


def test_the_version_is_that_of_the_package():
    assert run("--version").out == f"innbyggertorg {version('innbyggertorg')}\n"


def test_the_help_names_every_command_and_exit_code():
    done = run("--help")
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert all(re.search(rf"^ +{name}\b", done.out, re.MULTILINE) for name in COMMANDS)
    assert "exit codes: 0 done" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_examples(name):
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert f"examples:\n  innbyggertorg {name} " in done.out
    assert max(map(len, done.out.splitlines())) <= 110


@pytest.mark.parametrize("line", [line for _, lines, _ in COMMANDS.values() for line in lines])
def test_the_examples_of_the_help_can_be_read(line):
    words = shlex.split(line.partition(" > ")[0].partition(" < ")[0])
    parser_for(words).parse_args(words)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (arguments.LANGUAGES, LANGUAGES),
        (arguments.LEVELS, [level.key for level in AccessLevel]),
        (arguments.EVENT_KINDS, [kind.value for kind in EventKind]),
        (arguments.AUDIENCES, [audience.value for audience in Audience]),
        (arguments.CONFLICT_KINDS, [kind.value for kind in ConflictKind]),
    ],
)
def test_what_is_chosen_from_is_what_the_model_knows(written, known):
    assert sorted(written) == sorted(known)


def test_every_command_but_the_light_ones_speaks_three_languages_and_answers_programs():
    commands = parser_for(None)._subparsers._group_actions[0].choices
    options = {
        name: {option for action in parser._actions for option in action.option_strings}
        for name, parser in commands.items()
    }
    assert {name for name in options if "--language" not in options[name]} == {"schema", "completion"}
    assert {name for name in options if "--json" not in options[name]} == {"schema", "completion", "serve"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_say_the_same_things_with_the_same_parts(language):
    def parts(text):
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)

    assert WORDS[language].keys() == WORDS["en"].keys()
    assert {key: parts(text) for key, text in WORDS[language].items()} == {
        key: parts(text) for key, text in WORDS["en"].items()
    }
    counts = {key for key, text in WORDS["en"].items() if "|" in text}
    assert {key for key, text in WORDS[language].items() if "|" in text} == counts
    assert all(counted(language, key, 1).startswith("1 ") for key in counts)


def test_every_kind_of_conflict_has_a_word_for_why_a_room_is_not_free():
    of_rooms = {
        *("tentative", "room", "head-count", "capacity", "closed", "restricted", "outside-hours"),
        *("level", "primary-use", "not-lent", "not-in-use", "school-year"),
    }
    assert {key.removeprefix("why.") for key in WORDS["en"] if key.startswith("why.")} == {*of_rooms, "other"}


def test_options_are_not_guessed_from_their_first_letters():
    assert run("schema", "--out", "x").returncode == USAGE
    assert isinstance(parser_for(["schema"]), Parser)


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["week", "--help"], ["completion", "bash"]], ids=str
)
def test_help_and_completion_load_nothing_that_they_do_not_need(words):
    program = (
        "import json, sys\n"
        "from innbyggertorg.cli import main\n"
        f"try: main({words!r})\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    own = {name for name in json.loads(done.stderr) if name.startswith("innbyggertorg.")}
    light = {"innbyggertorg.cli", "innbyggertorg.errors"}
    assert {name for name in own if name not in light and not name.startswith("innbyggertorg.cli.")} == set()


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (["schema"], set()),
        (["hours", *map(str, ASKER), "--now", "2021-11-03T12:00"], set()),
        (["hours", "finnes-ikke.toml"], {"innbyggertorg.language.errors_nb"}),
        (["hours", "finnes-ikke.toml", "--language", "nn"], {"innbyggertorg.language.errors_nn"}),
        (["hours", "finnes-ikke.toml", "--language", "en"], set()),
    ],
    ids=["schema", "hours", "nb", "nn", "en"],
)
def test_the_words_for_errors_are_loaded_where_there_is_one(words, loaded):
    program = (
        "import json, sys\n"
        "from innbyggertorg.cli import main\n"
        f"main({words!r})\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    found = json.loads(done.stderr.splitlines()[-1])
    tables = {name for name in found if re.fullmatch(r"innbyggertorg\.language\.errors_n[bn]", name)}
    assert tables == loaded
