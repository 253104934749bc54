"""`free`: may we have the stage, and what is free."""

from datetime import datetime

import pytest

from support.command import ASKER, CONFLICTS, DONE, PROBLEMS, USAGE, asker, run, strict_asker

HEGGEDAL = ("--torg", "heggedal", "--now", "2021-10-20T12:00")
TUESDAYS = ("--at", "18-20", "--weekday", "tuesday", "--from", "2021-11-01", "--to", "easter")


def test_the_stage_every_other_tuesday_is_free():
    done = asker("free", *HEGGEDAL, "--room", "scenen", *TUESDAYS, "--every", "2")
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert done.out == (
        "Ja. Kulturscenen kan bookes annenhver tirsdag kl. 18.00\N{EN DASH}20.00, fra 2. november 2021 "
        "til og med 13. april 2022: 12 datoer, den siste tirsdag 5. april 2022.\n"
    )


def test_every_tuesday_in_a_meeting_room_collides_and_the_rest_can_be_had():
    done = asker("free", *HEGGEDAL, "--room", "moterom-1", *TUESDAYS, "--every", "1", "--language", "en")
    assert (done.returncode, done.stderr) == (CONFLICTS, b"")
    told = done.out.splitlines()
    assert told[0].startswith("Not all. Of 24 dates in Meeting room 1 every Tuesday")
    assert told[0].endswith("7 collide:")
    assert "Local community committee" in told[1]
    assert "wish" not in told[1].partition("[")[2]
    assert "The rest can be booked: 17 dates, from Tuesday 9 November 2021 to Tuesday 12 April 2022." in told
    assert any(line.startswith("Free every time: Culture stage") for line in told)


def test_a_weekday_may_be_named_in_norwegian():
    wish = (*HEGGEDAL, "--room", "scenen", "--at", "18-20", "--from", "2021-11-01")
    norwegian, english = (asker("free", *wish, "--weekday", name) for name in ("tirsdag", "tuesday"))
    assert (norwegian.returncode, norwegian.out) == (DONE, english.out)
    done = asker("free", *wish, "--weekday", "tirdag")
    assert (done.returncode, b"'monday', 'tuesday'" in done.stderr) == (USAGE, True)


def test_what_would_help_others_is_no_answer_to_who_asks(tmp_path):
    """The choir could move or leave the day out; that says nothing of whether the wish can be had."""
    path = tmp_path / "torg.toml"
    path.write_text(
        """
schema_version = 1
changed_at = 2026-11-01T08:00:00Z
[[torgs]]
id = "lier"
name = "Lier"
rooms = [{ id = "scenen", name = "Scenen" }, { id = "sal", name = "Sal" }]
[[events]]
id = "kor"
torg = "lier"
title = "Kor"
rooms = ["scenen"]
series = { first = 2026-12-01T18:00:00, length = "PT2H", rules = ["FREQ=WEEKLY"] }
""",
        encoding="utf-8",
    )
    wish = ("--room", "scenen", "--at", "18-21", "--from", "2026-12-01", "--now", "2026-11-28T12:00")
    done = run("free", str(path), *wish)
    assert done.returncode == CONFLICTS
    assert "Ledig på samme tid: Sal." in done.out
    assert "Scenen kan bookes kl. 20.00\N{EN DASH}23.00" in done.out
    assert "alle gangene" not in done.out
    assert "resten av rekken" not in done.out
    other = tmp_path / "other.toml"
    text = path.read_text(encoding="utf-8").replace('"kor"', '"teater"')
    other.write_text(
        "schema_version = 1\n"
        + text[text.index("changed_at") : text.index("[[torgs]]")]
        + text[text.index("[[events]]") :],
        encoding="utf-8",
    )
    checked = run("check", str(path), str(other), "--from", "2026-12-01", "--to", "2026-12-31").out
    assert "    - Ledig på samme tid: Sal. [teater]\n" in checked or "Sal. [kor]\n" in checked


@pytest.mark.parametrize("how", [("--at", "18-20"), ("--length", "2h")], ids=["at", "length"])
def test_a_room_that_is_not_there_is_told_by_its_option(how):
    done = asker("free", *HEGGEDAL, "--room", "Scenen", *how, "--language", "en")
    assert done.returncode == PROBLEMS
    assert "--room must be the id of a room, got 'Scenen'; there is: scenen, kafe," in done.stderr.decode()


def test_without_a_time_and_a_length_both_are_named():
    done = asker("free", *HEGGEDAL)
    assert done.returncode == USAGE
    assert done.stderr.decode().endswith("--at eller --length må være med\n")


def test_the_answer_for_programs():
    done = asker("free", *HEGGEDAL, "--room", "moterom-1", *TUESDAYS, "--every", "1", "--json")
    found = done.json
    assert (found["answer"], found["rooms"]) == ("partly", ["moterom-1"])
    assert (len(found["dates"]), len(found["colliding"]), len(found["rest"])) == (24, 7, 17)
    assert "scenen" in found["other_rooms"]
    assert all(datetime.fromisoformat(each) for each in found["other_times"])
    assert found["errors"] == len([each for each in found["conflicts"] if each["severity"] == "error"]) == 7
    left = {date[:10] for date in found["dates"]} - {date[:10] for date in found["colliding"]}
    assert {date[:10] for date in found["rest"]} == left


def test_one_evening_that_is_taken_is_no():
    done = asker("free", *HEGGEDAL, "--room", "moterom-1", "--at", "18-20", "--from", "2021-11-02", "--json")
    assert (done.returncode, done.json["answer"], done.json["rest"]) == (CONFLICTS, "no", None)
    told = asker("free", *HEGGEDAL, "--room", "moterom-1", "--at", "18-20", "--from", "2021-11-02").out
    assert told.startswith("Nei. Møterom 1 kan ikke bookes")


def test_one_that_never_ends_is_answered_as_far_as_it_goes():
    wish = ("--at", "18-20", "--from", "2021-11-02", "--every", "1")
    done = asker("free", *HEGGEDAL, "--room", "moterom-1", *wish, "--json")
    assert (done.json["answer"], done.json["dates"]) == ("partly", None)
    assert done.json["rest_until"] is not None
    told = asker("free", *HEGGEDAL, "--room", "moterom-1", *wish, "--language", "nn").out
    assert "Resten kan bookast fram til" in told
    stage = asker("free", *HEGGEDAL, "--room", "scenen", *wish)
    assert stage.returncode == DONE
    assert "rommene for alltid" in stage.out


def test_without_a_room_it_is_told_which_have_every_date_free():
    done = asker("free", *HEGGEDAL, *TUESDAYS, "--every", "1", "--json")
    assert (done.returncode, done.json["rooms"]) == (DONE, ["scenen", "kafe", "verksted"])
    many = asker("free", *HEGGEDAL, *TUESDAYS, "--every", "1", "--people", "60", "--json")
    assert (many.returncode, many.json["rooms"]) == (CONFLICTS, [])  # a closure lets 50 in
    stage = asker("free", *HEGGEDAL, *TUESDAYS, "--every", "1", "--feature", "stage")
    assert stage.out.startswith("Ja. Kulturscenen kan bookes hver tirsdag")
    projector = asker("free", *HEGGEDAL, *TUESDAYS, "--every", "1", "--feature", "projector")
    assert (projector.returncode, projector.out) == (CONFLICTS, "Ingenting er ledig.\n")


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (("--every", "1", "--from", "2021-12-20", "--to", "2022-01-02", "--weekday", "saturday"), 2),
        (
            (
                "--every",
                "1",
                "--from",
                "2021-12-20",
                "--to",
                "2022-01-02",
                "--weekday",
                "saturday",
                "--skip",
                "holidays",
            ),
            0,
        ),
        (("--rule", "FREQ=MONTHLY;BYDAY=1WE", "--from", "2021-11-03", "--to", "2022-03-31"), 5),
        (("--rule", "FREQ=WEEKLY;COUNT=3", "--from", "2021-11-03"), 3),
        (("--from", "2021-11-03"), 1),
        (("--weekday", "friday", "--from", "2021-11-03"), 1),
        (("--from", "2021-11-03", "--to", "2021-11-17"), 3),
        (("--every", "1", "--from", "2025-09-22", "--to", "2025-10-06", "--skip", "school-breaks"), 2),
    ],
    ids=str,
)
def test_the_dates_of_a_wish(arguments, number):
    done = asker("free", *HEGGEDAL, "--room", "scenen", "--at", "18-20", *arguments, "--json")
    assert len(done.json["dates"]) == number


def test_what_an_association_has_to_think_of_is_told(tmp_path):
    wish = ("--room", "scenen", "--at", "18-20", "--from", "2021-11-02", "--organiser", "velforeningen")
    done = run("free", *strict_asker(tmp_path), *HEGGEDAL, *wish)
    assert done.returncode == DONE
    assert "Å tenke på:" in done.out
    assert "krever at huset er betjent" in done.out


def test_any_time_of_two_hours():
    wish = (
        "--length",
        "2h",
        "--people",
        "30",
        "--between",
        "17-21",
        "--from",
        "2021-11-02",
        "--to",
        "2021-11-03",
    )
    done = asker("free", *HEGGEDAL, *wish, "--json")
    assert done.returncode == DONE
    free = {
        (each["start"][:10], each["room"], each["start"][11:16], each["end"][11:16])
        for each in done.json["free"]
    }
    assert ("2021-11-02", "scenen", "17:00", "21:00") in free
    assert not {each for each in free if each[:2] == ("2021-11-02", "moterom-1")}
    assert {room["room"]: room["reason"] for room in done.json["left_out"]}["bibliotek"] == "not-lent"
    told = asker("free", *HEGGEDAL, *wish)
    assert "tirsdag 2. november 2021  Aktivitetsrommet  17.00\N{EN DASH}21.00" in told.out
    assert "Ikke ledig: Biblioteket (lånes ikke ut)." in told.out


def test_no_more_lines_than_asked_for():
    done = asker("free", *HEGGEDAL, "--length", "2h", "--most", "3", "--weekday", "friday")
    told = done.out.splitlines()
    assert len(told) == 4
    assert told[0].startswith("fredag 22. oktober 2021")
    assert "--most" in told[-1]


def test_what_is_over_is_not_free():
    done = asker("free", *HEGGEDAL, "--length", "2h", "--room", "scenen", "--json")
    assert done.json["free"][0]["start"] == "2021-10-20T12:00:00+02:00"


def test_hours_past_midnight_are_no_house_that_is_open(tmp_path):
    done = run("free", *strict_asker(tmp_path), *HEGGEDAL, "--length", "1h", "--between", "23-03")
    assert (done.returncode, done.out.splitlines()[0]) == (CONFLICTS, "Ingenting er ledig.")


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        ((), USAGE, "--at"),
        (("--at", "18-20", "--length", "2h"), USAGE, "--at"),
        (("--at", "18-20", "--every", "1", "--rule", "FREQ=DAILY"), USAGE, "--rule"),
        (("--at", "18-20", "--weekday", "monday", "--rule", "FREQ=DAILY"), USAGE, "--weekday"),
        (("--at", "18-20", "--rule", "FREQ=OFTEN"), PROBLEMS, "FREQ"),
        (("--at", "18-20", "--room", "andre"), PROBLEMS, "andre"),
        (("--at", "18-20", "--every", "0"), PROBLEMS, "interval"),
        (("--at", "18-20", "--every", "-1"), PROBLEMS, "INTERVAL"),
        (("--at", "18-20", "--people", "-5", "--room", "scenen"), PROBLEMS, "expected"),
        (("--at", "18-20", "--organiser", "ingen", "--room", "scenen"), PROBLEMS, "ingen"),
        (("--at", "18-20", "--organiser", "ingen"), PROBLEMS, "ingen"),
        (("--at", "18-20", "--to", "2021-10-19"), USAGE, "--to"),
        (("--length", "2h", "--to", "2021-10-19"), USAGE, "--to"),
        (("--length", "2h", "--people", "0"), PROBLEMS, "people"),
        (("--length", "2h", "--from", "9999-12-31"), USAGE, "9999"),
        (("--at", "18-20", "--from", "9999-12-31"), PROBLEMS, ""),
        (("--at", "18-20", "--from", "0001-01-01"), PROBLEMS, ""),
        (("--length", "2h", "--from", "0001-01-01"), PROBLEMS, ""),
        (("--at", "18-20", "--rule", "FREQ=SECONDLY;UNTIL=20991231", "--room", "scenen"), PROBLEMS, "Limits"),
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_said(arguments, code, named):
    done = asker("free", *HEGGEDAL, *arguments)
    assert (done.returncode, done.stdout) == (code, b""), done
    assert named in done.err


def test_school_breaks_need_one_calendar():
    documents = [path for path in ASKER if path.stem != "school"]
    done = run("free", *documents, *HEGGEDAL, "--at", "18-20", "--skip", "school-breaks")
    assert done.returncode == USAGE
    assert "school_calendars" in done.err
