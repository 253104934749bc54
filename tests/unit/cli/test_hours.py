"""`hours`: what is open now, on a day, in a week; at Heggedal and in documents made for the purpose."""

import json

import pytest

from support.command import DONE, PROBLEMS, USAGE, asker, run

YEAR = {"first": "2020-08-17", "last": "2021-06-18", "breaks": [], "source": "kommunen"}
WEDNESDAY_NOON = ("--now", "2021-11-03T12:00", "--torg", "heggedal")


def lines(done):
    assert (done.returncode, done.stderr) == (DONE, b"")
    return done.out.splitlines()


def test_the_desk_now():
    [name, desk] = lines(asker("hours", *WEDNESDAY_NOON, "--service", "innbyggerservice"))
    assert name == "Heggedal innbyggertorg"
    assert desk.startswith("  Innbyggerservice")
    assert "15.00" in desk


def test_the_house_and_its_services_stand_in_columns():
    told = lines(asker("hours", *WEDNESDAY_NOON))
    assert len(told) == 6
    starts = {
        line.index("  ", 4) + len(line[line.index("  ", 4) :]) - len(line[line.index("  ", 4) :].lstrip())
        for line in told
    }
    assert len(starts) == 1


@pytest.mark.parametrize(
    ("now", "level", "until"),
    [
        ("2021-11-03T12:00", "staffed", "2021-11-03T15:00:00+01:00"),
        ("2021-11-03T11:00Z", "staffed", "2021-11-03T15:00:00+01:00"),
        ("2021-11-03T15:00", "closed", "2021-11-04T10:00:00+01:00"),
        ("2021-11-05T12:00", "closed", "2021-11-08T10:00:00+01:00"),
        ("2021-05-17T12:00", "closed", "2021-05-19T10:00:00+02:00"),
    ],
)
def test_the_desk_for_programs(now, level, until):
    done = asker("hours", "--torg", "heggedal", "--service", "innbyggerservice", "--now", now, "--json")
    [torg] = done.json["torgs"]
    assert "state" not in torg
    [desk] = torg["services"]
    assert (desk["id"], desk["state"]["level"], desk["state"]["until"]) == ("innbyggerservice", level, until)


def test_a_week_for_programs_has_seven_days_of_the_house_and_of_each_service():
    done = asker("hours", "--torg", "heggedal", "--week", "2021-W44", "--now", "2026-01-01T00:00", "--json")
    [torg] = done.json["torgs"]
    assert [day["date"] for day in torg["days"]] == [f"2021-11-0{n}" for n in range(1, 8)]
    assert torg["days"][0]["hours"][1] == {
        "start": "2021-11-01T10:00:00+01:00",
        "end": "2021-11-01T16:00:00+01:00",
        "level": "staffed",
        "reason": None,
    }
    assert {len(service["days"]) for service in torg["services"]} == {7}


def test_a_week_in_words_is_seven_lines_for_each():
    told = lines(asker("hours", *WEDNESDAY_NOON, "--service", "innbyggerservice", "--week", "44"))
    assert told[0] == "Innbyggerservice"
    assert told[2].split("  ") == ["", "tirsdag 2. november 2021", "stengt"]
    assert len(told) == 8


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("--day", "today"), "2021-11-03"),
        (("--day", "tomorrow"), "2021-11-04"),
        (("--day", "2025-01-04"), "2025-01-04"),
        (("--week", "this"), "2021-11-01"),
        (("--week", "next"), "2021-11-08"),
        (("--week", "2020-W53"), "2020-12-28"),
    ],
    ids=str,
)
def test_days_are_counted_from_the_present(arguments, first):
    done = asker("hours", *WEDNESDAY_NOON, *arguments, "--json")
    assert done.json["torgs"][0]["days"][0]["date"] == first


def test_holidays_are_named():
    done = asker("hours", "--torg", "heggedal", "--day", "2025-05-17", "--now", "2025-01-01T00:00", "--json")
    assert done.json["torgs"][0]["days"][0]["holidays"] == ["constitution-day"]


def test_a_closure_closes_and_gives_its_reason():
    done = asker("hours", "--torg", "borgen", "--now", "2021-01-10T12:00", "--language", "en", "--json")
    [torg] = done.json["torgs"]
    machine = next(service for service in torg["services"] if service["id"] == "bokautomat")
    assert torg["state"]["level"] == "closed"
    assert torg["state"]["reason"].startswith("Closed because of the pandemic")
    assert machine["state"]["is_open"]


def test_what_is_not_known_is_said_to_be_not_known():
    assert "ikke kjent" in asker("hours", "--torg", "holmen", "--now", "2021-11-03T12:00").out
    done = asker("hours", "--torg", "holmen", "--now", "2021-11-03T12:00", "--json")
    assert done.json["torgs"][0]["state"] is None


def test_an_unknown_school_year_is_told_and_the_rest_is_answered(tmp_path):
    document = {
        "schema_version": 1,
        "changed_at": "2026-01-01T00:00:00Z",
        "school_calendars": [{"id": "skole", "municipality": "Asker", "years": [YEAR]}],
        "torgs": [
            {
                "id": "torget",
                "name": "Torget",
                "opening": {
                    "patterns": [
                        {
                            "days": {"kind": "school-days", "calendar": "skole"},
                            "operation": {"kind": "add", "hours": ["10-12"]},
                        }
                    ]
                },
                "services": [
                    {
                        "id": "automat",
                        "name": "Automat",
                        "own_entrance": True,
                        "opening": {"bases": [{"week": {"staffed": {"mo-su": "00-24"}}}]},
                    }
                ],
            }
        ],
    }
    path = tmp_path / "torg.json"
    path.write_text(json.dumps(document), "utf-8")
    for arguments in ((), ("--day", "today")):
        told = lines(run("hours", path, "--now", "2026-03-04T11:00", *arguments))
        assert any("ikke kjent" in line for line in told)
        done = run("hours", path, "--now", "2026-03-04T11:00", "--json", *arguments)
        assert "school" in done.json["torgs"][0]["unknown"]
        assert "unknown" not in done.json["torgs"][0]["services"][0]


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("--torg", "andre"), PROBLEMS, "'andre'"),
        (("--service", "andre"), PROBLEMS, "'andre'"),
        (("--torg", "borgen", "--service", "helsestasjon"), PROBLEMS, "'helsestasjon'"),
        (("--day", "2021-02-30"), USAGE, "2021-02-30"),
        (("--week", "2021-W53"), USAGE, "2021-W53"),
        (("--week", "53", "--now", "2021-11-03T12:00"), USAGE, "2021 har ikke uke 53"),
        (("--now", "9999-12-31T23:59-23:00"), PROBLEMS, "9999"),
        (("--now", "noon"), USAGE, "noon"),
        (("--day", "today", "--week", "this"), USAGE, "--day"),
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_said(arguments, code, named):
    done = asker("hours", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert named in done.err
