"""`week`: the week of a torg, in each form."""

import pytest

from support.command import DONE, PROBLEMS, STORAGE, USAGE, asker, run, strict_asker

HEGGEDAL = ("--torg", "heggedal", "--week", "2021-W44", "--now", "2021-11-03T12:00")


def test_week_44_of_2021():
    done = asker("week", *HEGGEDAL)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert "Uke 44" in done.out
    assert "18.00\N{EN DASH}20.00  Møte i lokalsamfunnsutvalget" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_week_for_programs(tmp_path):
    found = run("week", *strict_asker(tmp_path), *HEGGEDAL, "--json", "--language", "en").json
    assert (found["torg"], found["week"]) == ("heggedal", "2021-W44")
    assert [event["title"] for event in found["events"]] == ["Local community committee", "Language café"]
    assert found["events"][0]["start"] == "2021-11-02T18:00:00+01:00"
    assert [len(event["conflicts"]) for event in found["events"]] == [0, 1]
    assert [day["date"] for day in found["days"]][::6] == ["2021-11-01", "2021-11-07"]


def test_what_is_internal_is_shown_where_it_is_asked_for():
    assert "Vaktmøte" not in asker("week", *HEGGEDAL).out
    assert "Vaktmøte" not in asker("week", *HEGGEDAL, "--visibility", "busy").out
    assert "Vaktmøte" in asker("week", *HEGGEDAL, "--visibility", "internal").out


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!doctype html>"), ("svg", b"<svg "), ("text", b"Heggedal")]
)
def test_a_form_goes_to_a_file_as_it_goes_to_the_output(tmp_path, form, begins):
    target = tmp_path / "week"
    done = asker("week", *HEGGEDAL, "--format", form, "--output", target)
    assert (done.returncode, done.stdout) == (DONE, b"")
    assert target.read_bytes().lower().startswith(begins.lower())
    assert asker("week", *HEGGEDAL, "--format", form).stdout == target.read_bytes()


def test_conflicts_need_not_be_marked():
    assert "konflikt" not in asker("week", *HEGGEDAL, "--no-conflicts").out.lower()


def test_colours_are_for_terminals_alone(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in asker("week", *HEGGEDAL, terminal=True).out
    assert "\x1b[" not in asker("week", *HEGGEDAL).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in asker("week", *HEGGEDAL, terminal=True).out


def test_the_torg_has_to_be_named_where_there_are_several(tmp_path):
    done = asker("week")
    assert (done.returncode, done.stdout) == (USAGE, b"")
    assert "--torg" in done.err
    assert "heggedal" in done.err
    empty = tmp_path / "none.toml"
    empty.write_text("schema_version = 1\n", "utf-8")
    assert run("week", empty).returncode == USAGE


def test_what_cannot_be_shown_is_said(tmp_path):
    assert asker("week", "--torg", "andre").returncode == PROBLEMS
    assert asker("week", *HEGGEDAL[:2], "--week", "0001-W01").returncode == PROBLEMS
    assert asker("week", *HEGGEDAL, "--output", tmp_path).returncode == STORAGE
