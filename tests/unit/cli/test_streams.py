"""The command: streams, files and exit codes, and no traceback whatever comes in."""

import json
import os
from pathlib import Path

import pytest

from innbyggertorg import json_schema
from support.command import DONE, PROBLEMS, STORAGE, USAGE, in_shell, run
from support.documents import WHOLE


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "torg.json"
    path.write_text(json.dumps(WHOLE), "utf-8")
    return path


def test_check_counts_what_it_found(document):
    done = run("check", document, "--language", "en", "--from", "2031-01-01", "--to", "2031-01-31")
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert done.out.startswith("no problems: 1 torg, 1 organisation, 1 event, 2 closures\n")


WRONG = {
    "nb": [
        "innbyggertorg: 3 feil:",
        (
            "closures[0].id: må være 1 til 63 av a-z, 0-9 og bindestrek, og begynne med en bokstav eller et "
            "siffer, fikk 'C'"
        ),
        (
            "closures[0].start: må være en dato som 2026-05-17, eller en klokketid som 2026-05-17T18:00:00, "
            "uten forskyvning, fikk 5"
        ),
        "closures[0].torg: må nevne et torg som finnes, fikk 'x'; det finnes: torget",
    ],
    "nn": [
        "innbyggertorg: 3 feil:",
        (
            "closures[0].id: må vere 1 til 63 av a-z, 0-9 og bindestrek, og byrje med ein bokstav eller eit "
            "siffer, fekk 'C'"
        ),
        (
            "closures[0].start: må vere ein dato som 2026-05-17, eller ei klokketid som 2026-05-17T18:00:00, "
            "utan forskyving, fekk 5"
        ),
        "closures[0].torg: må nemne eit torg som finst, fekk 'x'; det finst: torget",
    ],
    "en": [
        "innbyggertorg: 3 problems:",
        "closures[0].id: must be 1 to 63 of a-z, 0-9 and hyphen, and start with a letter or digit, got 'C'",
        (
            "closures[0].start: must be a date such as 2026-05-17, or a wall time such as "
            "2026-05-17T18:00:00, without an offset, got 5"
        ),
        "closures[0].torg: must name a known torg, got 'x'; there is: torget",
    ],
}


@pytest.mark.parametrize("language", WRONG)
def test_check_tells_every_problem_with_file_and_path(tmp_path, document, language):
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'schema_version = 1\n[[closures]]\nid = "C"\ntorg = "x"\nreason = "å"\nstart = 5\n', "utf-8"
    )
    done = run("check", document, bad, "--language", language)
    assert (done.returncode, done.stdout) == (PROBLEMS, b"")
    told = done.stderr.decode().replace(f"  {bad}: ", "").splitlines()
    assert told == WRONG[language]
    if language == "nb":
        assert run("check", document, bad).stderr == done.stderr


def test_a_mistake_of_grammar_is_told_with_its_line(tmp_path):
    path = tmp_path / "torg.toml"
    path.write_bytes(b"a = 1\nb = \n")
    done = run("check", path)
    assert done.returncode == PROBLEMS
    assert done.stderr.decode().startswith(
        f"innbyggertorg: linje 2, kolonne 5: {path}: TOML er feil skrevet: "
    )


def test_schema_prints_the_schema():
    done = run("schema")
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert json.loads(done.stdout) == json_schema()


def test_feed_writes_a_calendar(tmp_path, document):
    done = run("feed", document)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    target = tmp_path / "torg.ics"
    assert run("feed", document, "--output", target).returncode == DONE
    assert target.read_bytes() == done.stdout
    assert run("feed", document, "--torg", "torget", "--language", "en").returncode == DONE


def test_an_unknown_torg_is_named(document):
    done = run("feed", document, "--torg", "andre")
    assert done.returncode == PROBLEMS
    assert b"'andre'" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check",),
        ("feed",),
        ("bake",),
        ("check", "--loud", "x.toml"),
        ("feed", "x.toml", "--language", "de"),
    ],
    ids=str,
)
def test_a_wrong_command_line_is_told_with_the_usage(arguments):
    done = run(*arguments)
    assert done.returncode == USAGE
    assert done.stderr.startswith(b"usage: innbyggertorg")


@pytest.mark.parametrize("name", ["missing.toml", "folder.toml"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "folder.toml").mkdir()
    done = run("check", tmp_path / name)
    assert done.returncode == STORAGE
    assert str(tmp_path / name).encode() in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(document):
    document.chmod(0)
    assert run("check", document).returncode == STORAGE


@pytest.mark.parametrize("name", ["torg.yaml", "torg", ""])
def test_another_kind_of_file_is_refused(tmp_path, name):
    done = run("check", tmp_path / name)
    assert done.returncode == PROBLEMS
    assert "må slutte på .toml eller .json".encode() in done.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xe5 = 1", b"", b"[" * 100_000, b"\0"])
@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_file_of_rubbish_is_refused(tmp_path, content, ending):
    path = tmp_path / f"rubbish.{ending}"
    path.write_bytes(content)
    done = run("check", path)
    assert done.returncode == PROBLEMS
    assert str(path).encode() in done.stderr


def test_a_feed_that_cannot_be_written_is_a_storage_error(tmp_path, document):
    for target in (tmp_path, tmp_path / "missing" / "torg.ics"):
        done = run("feed", document, "--output", target)
        assert done.returncode == STORAGE, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["torg.json"]


# Two weeks in which nothing collides in the document, so that the clock does not matter.
_QUIET = {"feed": (), "check": ("--from", "2031-01-01", "--to", "2031-01-14")}
posix = pytest.mark.skipif(os.name != "posix", reason="as a POSIX shell does")


@posix
@pytest.mark.parametrize(
    ("command", "shell", "expected"),
    [
        ("schema", ">&-", STORAGE),
        ("check", ">&-", STORAGE),
        ("feed", ">&-", STORAGE),
        ("schema", ">/dev/full", STORAGE),
        ("check", ">/dev/full", STORAGE),
        ("check", "2>&-", DONE),
        ("check", ">&- 2>&-", STORAGE),
        ("check", "<&-", DONE),
        ("--help", ">&-", STORAGE),
        ("--version", ">/dev/full", STORAGE),
    ],
)
def test_a_closed_or_full_output_is_no_traceback(document, command, shell, expected):
    if "full" in shell and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    arguments = _QUIET.get(command)
    done = in_shell(command, *([] if arguments is None else [document, *arguments]), shell=shell)
    assert done.returncode == expected
    assert b"Exception ignored" not in done.stderr


@posix
def test_a_feed_in_a_file_needs_no_output(tmp_path, document):
    assert in_shell("feed", document, "--output", tmp_path / "torg.ics", shell=">&-").returncode == DONE


@posix
def test_a_reader_that_goes_away_is_no_traceback():
    assert in_shell("schema", shell="| head -c 1").stderr == b""


@posix
def test_a_problem_without_a_standard_error_is_still_an_exit_code(tmp_path):
    assert in_shell("check", tmp_path / "missing.toml", shell="2>&-").returncode == STORAGE


def test_an_ascii_terminal_gets_escapes(tmp_path):
    path = tmp_path / "børk.toml"
    path.write_text("schema_version = 1\nå = 1\n", "utf-8")
    done = in_shell(
        "check", path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == PROBLEMS
    assert done.stderr.isascii()
    assert b"rk.toml" in done.stderr


@posix
def test_a_file_name_that_is_no_text_is_told_somehow(tmp_path):
    done = in_shell("check", os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    assert done.returncode == STORAGE
    assert b"kan ikke leses" in done.stderr
