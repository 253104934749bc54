"""`check` and `impact`: what collides, what a closure hits, and the exit code for programs."""

import pytest

from support.command import CONFLICTS, DONE, PROBLEMS, USAGE, asker, run, strict_asker

APRIL = ("--from", "2022-04-01", "--to", "2022-04-30")
CLOSING = ("--torg", "heggedal", "--from", "2021-11-26", "--to", "2021-11-27")


def test_check_tells_conflicts_in_words_and_by_its_exit_code():
    done = asker("check", *APRIL, "--kind", "room")
    assert (done.returncode, done.stderr) == (CONFLICTS, b"")
    told = done.out.splitlines()
    assert told[0] == "i orden: 8 torg, 7 organisasjoner, 11 arrangementer, 2 stenginger"
    assert told[1].startswith(
        "1 konflikt og 0 varsler fra fredag 1. april 2022 til og med lørdag 30. april 2022"
    )
    assert told[2].startswith(
        "  konflikt: «Utstilling: barn maler bygda» og «Språkkafé» er på samme tid i Kafeen"
    )
    assert told[2].endswith("[kunstutstilling, sprakkafe]")


def test_what_is_alike_is_told_once(tmp_path):
    done = run("check", *strict_asker(tmp_path), *APRIL, "--language", "en")
    meetings = [line for line in done.out.splitlines() if "[vaktmote]" in line]
    assert len(meetings) == 1
    assert meetings[0].endswith("(3 more like it, the last on Monday 25 April 2022)")


def test_what_only_has_to_be_looked_at_is_no_failure(tmp_path):
    done = run("check", *strict_asker(tmp_path), "--from", "2021-11-01", "--to", "2021-11-07")
    assert done.returncode == DONE
    assert "varsel:" in done.out


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_nothing_is_said_of_what_is_in_order(language):
    done = asker("check", "--from", "2020-01-01", "--to", "2020-01-31", "--language", language)
    assert done.returncode == DONE
    assert len(done.out.splitlines()) == 2


def test_check_begins_today_and_looks_a_year_ahead():
    done = asker("check", "--now", "2021-05-01T12:00", "--json")
    assert (done.json["from"], done.json["to"]) == ("2021-05-01", "2022-05-01")


def test_check_for_programs():
    done = asker("check", *APRIL, "--kind", "room", "--json", "--language", "en")
    assert done.returncode == CONFLICTS
    found = done.json
    assert (found["errors"], found["warnings"], found["truncated"]) == (1, 0, False)
    assert found["counts"] == {"torg": 8, "organisation": 7, "event": 11, "closure": 2}
    [conflict] = found["conflicts"]
    assert (conflict["kind"], conflict["severity"], conflict["rooms"]) == ("room", "error", ["kafe"])
    assert conflict["start"] == "2022-04-20T18:00:00+02:00"
    assert [party["event"] for party in conflict["parties"]] == ["kunstutstilling", "sprakkafe"]
    assert [remedy["kind"] for remedy in conflict["remedies"]]


def test_closing_heggedal_for_two_days():
    done = asker("impact", *CLOSING)
    assert (done.returncode, done.stderr) == (CONFLICTS, b"")
    told = done.out.splitlines()
    assert told[0] == "1 enkeltarrangement og 3 tjenester blir berørt:"
    assert sum(line.startswith("  tjeneste: ") for line in told) == 3
    [event] = [line for line in told if line.startswith("  arrangement: ")]
    assert "Reparasjonsverksted" in event
    assert "lørdag 27. november 2021 kl. 11.00" in event


def test_a_closure_of_a_document_is_the_same_as_one_of_the_command_line(tmp_path):
    path = tmp_path / "new.toml"
    path.write_text(
        'schema_version = 1\n[[closures]]\nid = "maling"\ntorg = "heggedal"\nreason = "Planlagt stenging"\n'
        "start = 2021-11-26\nend = 2021-11-27\n",
        "utf-8",
    )
    named = asker("impact", path, "--closure", "maling")
    assert named.stdout == asker("impact", *CLOSING).stdout


def test_what_goes_on_is_not_hit():
    spared = asker("impact", *CLOSING, "--spare", "kafe", "--json").json
    services = {conflict["service"] for conflict in spared["conflicts"] if conflict["service"]}
    assert services == {"helsestasjon", "naermiljosentral"}
    assert asker("impact", *CLOSING, "--level", "staffed").returncode == DONE
    room = asker("impact", *CLOSING, "--room", "moterom-1", "--language", "en")
    assert (room.returncode, room.out) == (DONE, "Nothing is hit.\n")


def test_a_closure_by_the_hour():
    times = ("--from", "2021-11-27T13:00", "--to", "2021-11-27T15:00")
    done = asker("impact", "--torg", "heggedal", *times, "--json", "--reason", "Vannlekkasje")
    assert (done.json["from"], done.json["to"]) == ("2021-11-27T13:00:00", "2021-11-27T15:00:00")
    workshop = [conflict for conflict in done.json["conflicts"] if conflict["parties"]]
    assert [conflict["end"] for conflict in workshop] == ["2021-11-27T14:00:00+01:00"]
    assert {conflict["rule"]["reason"] for conflict in done.json["conflicts"]} == {"Vannlekkasje"}


@pytest.mark.parametrize(
    ("command", "arguments", "code", "named"),
    [
        ("check", ("--from", "2022-02-02", "--to", "2022-02-01"), USAGE, "--to 2022-02-01"),
        ("check", ("--kind", "noise"), USAGE, "noise"),
        ("impact", ("--from", "2021-11-26"), USAGE, "--torg"),
        ("impact", ("--torg", "heggedal"), USAGE, "--from"),
        ("impact", ("--closure", "andre"), PROBLEMS, "pandemi-heggedal"),
        ("impact", ("--closure", "pandemi-heggedal", "--from", "2021-11-26"), USAGE, "--closure"),
        ("impact", (*CLOSING, "--room", "andre"), PROBLEMS, "'andre'"),
        ("impact", (*CLOSING, "--most-people", "50"), PROBLEMS, "most_people"),
        ("impact", (*CLOSING[:4], "--to", "2021-11-25"), USAGE, "--to 2021-11-25"),
        ("impact", (*CLOSING[:4], "--to", "2021-11-27T12:00"), PROBLEMS, "samme slag"),
        ("impact", (*CLOSING, "--reason", "a\nb"), PROBLEMS, "reason"),
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_said(command, arguments, code, named):
    done = asker(command, *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert named in done.err


MISTAKEN = """
schema_version = 1
changed_at = 2026-01-01T12:00:00Z
torgs = [{ id = "t", name = "Torget" }]
[[events]]
id = "sjakk"
torg = "t"
title = "Sjakk"
series.first = 2026-01-05T18:00:00
series.length = "PT1H"
series.rules = ["FREQ=WEEKLY;BYDAY=TU"]
series.excluded = [2026-01-07T18:00:00]
"""


def test_what_is_valid_and_most_likely_not_meant_is_remarked(tmp_path):
    path = tmp_path / "sjakk.toml"
    path.write_text(MISTAKEN, "utf-8")
    done = run("check", path, "--now", "2026-01-01T12:00", "--language", "en")
    assert done.returncode == DONE
    assert done.out.splitlines()[1:3] == [
        "  note: the first start is none that the rule gives, so that it does not happen then [sjakk]",
        "  note: a date that is excluded is none of the series, so that nothing is left out [sjakk]",
    ]
    found = run("check", path, "--now", "2026-01-01T12:00", "--json").json["remarks"]
    assert [each["remark"] for each in found] == ["first start not picked", "excluded in vain"]
    assert asker("check", "--json").json["remarks"] == []
