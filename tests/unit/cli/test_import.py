"""`import`: an iCalendar file into a document that can be read again, with what is lost."""

import json
import tomllib
from pathlib import Path

import pytest

from innbyggertorg import load
from support.command import ASKER, DONE, PROBLEMS, STORAGE, USAGE, in_shell, run

DATA = Path(__file__).parents[2] / "data" / "ical"
CLUB = DATA / "club.ics"
GOOGLE = DATA / "google.ics"


def imported(*arguments):
    return run("import", *arguments)


@pytest.mark.parametrize("name", ["apple", "club", "google", "nextcloud", "outlook"])
@pytest.mark.parametrize("form", ["toml", "json"])
def test_what_is_read_is_a_document_beside_those_of_the_torg(tmp_path, name, form):
    target = tmp_path / f"{name}.{form}"
    done = imported(DATA / f"{name}.ics", *ASKER, "--torg", "heggedal", "--output", target)
    assert done.stdout == b""
    assert "lest fra" in done.err
    document = json.loads(target.read_bytes()) if form == "json" else tomllib.loads(target.read_text("utf-8"))
    assert set(document) <= {"schema_version", "events"}
    before, after = load(*ASKER), load(*ASKER, target)
    assert len(after.events) - len(before.events) == len(document.get("events", ())) > 0


def test_without_documents_the_torg_is_only_named(tmp_path):
    done = imported(GOOGLE, "--torg", "heggedal")
    assert done.returncode == DONE
    assert {event["torg"] for event in tomllib.loads(done.out)["events"]} == {"heggedal"}
    assert imported(GOOGLE).returncode == USAGE


def test_losses_are_told_by_sort_and_line_and_for_programs_one_by_one():
    told = imported(GOOGLE, *ASKER, "--torg", "heggedal").err
    assert "google.ics: CREATED beholdes ikke (linje 35, 51)" in told
    done = imported(GOOGLE, *ASKER, "--torg", "heggedal", "--json")
    assert done.stderr == b""
    assert {(loss["line"], loss["what"]) for loss in done.json["losses"]} >= {
        (35, "CREATED"),
        (51, "CREATED"),
    }
    assert tomllib.loads(done.json["document"])["events"]
    assert [event["title"] for event in done.json["events"]]


def test_standard_input_will_do():
    done = in_shell("import", "-", "--torg", "heggedal", "--json", stdin=CLUB.read_bytes())
    assert done.json["events"] == imported(CLUB, "--torg", "heggedal", "--json").json["events"]
    assert in_shell("import", "-", "--torg", "heggedal", shell="<&-").returncode == STORAGE


def calendar(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""]).encode()


def event(uid="a@example.org", start="DTSTART;TZID=Europe/Oslo:20260304T180000"):
    return (
        *("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", start, "DURATION:PT2H"),
        *("SUMMARY:Kor", "END:VEVENT"),
    )


def test_an_event_that_is_left_out_shows_in_the_exit_code(tmp_path):
    path = tmp_path / "two.ics"
    path.write_bytes(calendar(*event(), *event("b@example.org", "DTSTART;TZID=Nowhere/Land:20260304T180000")))
    done = imported(path, "--torg", "heggedal")
    assert done.returncode == PROBLEMS
    assert "two.ics: linje 14: DTSTART må nevne en tidssone i tz-databasen" in done.err
    assert len(tomllib.loads(done.out)["events"]) == 1
    strict = imported(path, "--torg", "heggedal", "--strict")
    assert (strict.returncode, strict.stdout) == (PROBLEMS, b"")
    assert "two.ics" in strict.err


def test_times_of_no_zone_need_one(tmp_path):
    path = tmp_path / "floating.ics"
    path.write_bytes(calendar(*event(start="DTSTART:20260304T180000")))
    assert imported(path, "--torg", "heggedal").returncode == PROBLEMS
    done = imported(path, "--torg", "heggedal", "--zone", "Europe/Oslo")
    assert done.returncode == DONE
    assert "first = 2026-03-04T18:00:00" in done.out


def test_events_that_are_there_already_are_told_by_their_place_in_the_file(tmp_path):
    first = tmp_path / "first.toml"
    assert imported(GOOGLE, *ASKER, "--torg", "heggedal", "--output", first).returncode == DONE
    done = imported(GOOGLE, *ASKER, first, "--torg", "heggedal")
    assert (done.returncode, done.stdout) == (PROBLEMS, b"")
    assert f"{GOOGLE}: events[0].id" in done.err


def test_what_is_read_is_never_written_over(tmp_path):
    document = tmp_path / "heggedal.toml"
    document.write_bytes(next(path for path in ASKER if path.stem == "heggedal").read_bytes())
    link = tmp_path / "link.toml"
    link.symlink_to(document)
    organisations = next(path for path in ASKER if path.stem == "organisations")
    for output in (document, link):
        done = imported(CLUB, document, organisations, "--output", output)
        assert done.returncode == USAGE
        assert str(output) in done.err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", b"[[events]]\n", b"\r\n" * 9])
def test_what_is_no_calendar_is_named(tmp_path, content):
    path = tmp_path / "rubbish.ics"
    path.write_bytes(content)
    done = imported(path, "--torg", "heggedal")
    assert (done.returncode, done.stdout) == (PROBLEMS, b"")
    assert "rubbish.ics" in done.err


def test_a_file_that_is_too_large_is_named(tmp_path):
    path = tmp_path / "large.ics"
    path.write_bytes(calendar() + b" " * (6 * 1024 * 1024))
    done = imported(path, "--torg", "heggedal")
    assert done.returncode == PROBLEMS
    assert "ical_bytes" in done.err
    assert "large.ics" in done.err


def test_files_that_cannot_be_read_or_written(tmp_path):
    assert imported(tmp_path, "--torg", "heggedal").returncode == STORAGE
    assert imported(tmp_path / "missing.ics", "--torg", "heggedal").returncode == STORAGE
    assert imported(CLUB, "--torg", "heggedal", "--output", tmp_path).returncode == STORAGE
    assert imported(CLUB, "--torg", "Heggedal!").returncode == PROBLEMS
    assert imported(CLUB, "--torg", "heggedal", "--zone", "Oslo").returncode == PROBLEMS
