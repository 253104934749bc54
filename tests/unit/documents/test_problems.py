"""Everything that is wrong is told at once, at its own path, and nothing that follows from it."""

import json
from typing import Any

import pytest

from innbyggertorg import InnbyggertorgError, load, loads
from innbyggertorg.errors import ProblemsError, WrongTypeError
from support.documents import WHOLE, Path, at, changed, leaves, whole, written


def problems(document: Any) -> dict[str, str]:
    """Return what is wrong with a document, by path."""
    text, form = (document, "toml") if isinstance(document, str) else (json.dumps(document), "json")
    with pytest.raises(ProblemsError) as caught:
        loads(text, form)  # type: ignore[arg-type]
    paths = [problem.path for problem in caught.value.problems]
    assert len(set(paths)) == len(paths), "a path is named twice"
    return {problem.path: str(problem) for problem in caught.value.problems}


TORG = """
schema_version = 1
changed_at = 2026-01-01T12:00:00Z
[[torgs]]
id = "t"
name = "T"
"""


def test_five_mistakes_give_five_problems():
    found = problems(
        """
schema_version = 1
[[organisations]]
id = "kor"
name = "Koret"
orgnr = "974760674"
[[torgs]]
id = "t"
name = "T"
adress = { place = "Asker" }
[[torgs.rooms]]
id = "sal"
name = "Salen"
parts = ["sal", "scene"]
[[torgs.rooms]]
id = "scene"
name = "Scenen"
[[events]]
id = "e"
torg = "t"
title = "E"
rooms = ["kjeller"]
changed_at = 2026-01-01T12:00:00
series = { first = 2026-01-01T18:00:00, length = "PT1H" }
[[closures]]
id = "c"
torg = "t"
reason = "R"
start = 2026-01-01
review = 2026-01-01T12:00:00
"""
    )
    assert sorted(found) == [
        "closures[0].review",
        "events[0].changed_at",
        "events[0].rooms",
        "organisations[0].orgnr",
        "torgs[0].adress",
        "torgs[0].rooms[0].parts",
    ]
    assert 'did you mean "address"?' in found["torgs[0].adress"]
    assert "got 'kjeller'; there is: sal, scene" in found["events[0].rooms"]
    assert "check digit" in found["organisations[0].orgnr"]


def test_mistakes_in_one_record_do_not_hide_each_other():
    found = problems(
        TORG
        + """
zone = "Europe/Askr"
sdg = [3, 18]
kommunenummer = 3203
[[torgs.services]]
id = "s"
name = { nb = "S", en = " " }
own_entrance = true
requires = "closed"
operator = "ingen"
"""
    )
    assert sorted(found) == [
        "torgs[0].kommunenummer",
        "torgs[0].sdg",
        "torgs[0].services[0].name",
        "torgs[0].services[0].operator",
        "torgs[0].services[0].own_entrance",
        "torgs[0].zone",
    ]


def test_a_rule_about_several_fields_is_asked_about_those_that_are_right():
    base = {"id": "c", "torg": "t", "reason": "R", "start": "2026-01-05", "end": "2026-01-01"}
    document = {
        "schema_version": 1,
        "torgs": [{"id": "t", "name": "T"}],
        "closures": [{**base, "most_people": "5"}],
    }
    assert sorted(problems(document)) == ["closures[0].end", "closures[0].most_people"]


def test_a_rule_about_a_broken_field_is_not_asked():
    service = {"id": "s", "name": "S", "own_entrance": True, "opening": {"bases": "none"}}
    document = {"schema_version": 1, "torgs": [{"id": "t", "name": "T", "services": [service]}]}
    assert list(problems(document)) == ["torgs[0].services[0].opening.bases"]
    room = {"id": "r", "name": "R", "parts": ["a", 5]}
    document = {
        "schema_version": 1,
        "torgs": [{"id": "t", "name": "T", "rooms": [room, {"id": "a", "name": "A"}]}],
    }
    assert list(problems(document)) == ["torgs[0].rooms[0].parts[1]"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("torgs", 0, "name"), 5),
        (("torgs", 0, "rooms", 0, "name"), ""),
        (("torgs", 0, "rooms", 0, "seated"), "140"),
        (("torgs", 0, "rooms", 0), "sal"),
        (("torgs", 0, "rooms"), {"id": "sal"}),
        (("torgs", 0), "torget"),
        (("torgs",), {"id": "torget", "name": "T"}),
        (("torgs", 0, "services", 0, "validity", "last"), "2029-02-30"),
        (("torgs", 0, "services"), None),
        (("torgs", 0, "equipment", 0, "number"), 0),
        (("organisations", 0, "orgnr"), "974760674"),
        (("organisations",), 5),
        (("organisations", 0, "name", "nb"), "a\nb"),
        (("school_calendars", 0, "years", 0, "first"), "2025-18-08"),
        (("school_calendars", 0, "years", 0, "breaks", 0, "name"), "sommer"),
        (("school_calendars",), 5),
        (("events", 0, "series", "first"), "2026-01-07T18:00:00Z"),
        (("events", 0, "series", "rules", 0), "FREQ=WEEKLY;BYDAY=9MO"),
        (("events", 0, "series", "length"), "1h"),
        (("changed_at",), "2026-01-01T12:00:00"),
        (("events", 0, "title"), {}),
    ],
    ids=lambda part: written(part) if isinstance(part, tuple) else "",
)
def test_what_follows_from_something_broken_is_no_problem_of_its_own(path: Path, value: Any):
    found = problems(changed(path, value))
    assert len(found) == 1, found
    assert next(iter(found)).startswith(written(path))


def test_a_misspelt_key_is_one_problem_also_where_the_key_must_be_given():
    found = problems('schema_versjon = 1\n[[torgs]]\nid = "t"\nnamme = "T"\n[[evnts]]\nid = "e"\n')
    assert sorted(found) == ["evnts", "schema_versjon", "torgs[0].namme"]


def test_a_path_counts_as_the_document_does_also_behind_something_broken():
    found = problems(
        TORG
        + """
[[torgs.services]]
name = 5
[[torgs.services]]
id = "s"
name = "S"
operator = "nobody"
"""
    )
    assert set(found) == {"torgs[0].services[0].id", "torgs[0].services[0].name"}, (
        "any name may be the lost one"
    )
    document = whole()
    document["torgs"][0]["services"].insert(0, {"id": "Nei", "name": "S"})
    document["torgs"][0]["services"][1]["operator"] = "nobody"
    assert set(problems(document)) == {"torgs[0].services[0].id", "torgs[0].services[1].operator"}


def test_a_path_counts_as_the_document_does_also_where_the_value_is_sorted():
    document = whole()
    series = document["events"][0]["series"]
    series["extra"] = ["2026-01-09T18:00:00", "2026-01-08T18:00:00"]
    late, early = (
        {"original": f"2026-01-0{day}T18:00:00", "details": {"rooms": [room]}}
        for day, room in ((9, "sal"), (8, "kjeller"))
    )
    series["overrides"] = [late, early]
    assert set(problems(document)) == {"events[0].series.overrides[1].details.rooms"}


def test_a_circle_of_rooms_is_told_once():
    rooms = [
        {"id": name, "name": "R", "parts": list(parts)}
        for name, parts in {"a": "bd", "b": "cd", "c": "ad"}.items()
    ]
    document = {
        "schema_version": 1,
        "torgs": [{"id": "t", "name": "T", "rooms": [*rooms, {"id": "d", "name": "R"}]}],
    }
    assert list(problems(document)) == ["torgs[0].rooms[2].parts"]


def test_an_id_used_twice_is_told_where_it_is_used_again():
    document = whole()
    document["torgs"][0]["rooms"].append({"id": "sal", "name": "Igjen"})
    document["events"].append({**document["events"][0], "uid": "another"})
    document["events"].append({**document["events"][0], "id": "annen"})
    found = problems(document)
    assert sorted(found) == ["events[1].id", "events[2].uid", "torgs[0].rooms[3].id"]


def test_problems_in_several_files_name_them(tmp_path):
    first, second = tmp_path / "a.toml", tmp_path / "b.json"
    first.write_text(TORG + "oppen = 1\n", "utf-8")
    event = {
        "id": "e",
        "torg": "t",
        "title": "E",
        "rooms": ["r"],
        "series": {"first": "2026-01-01", "length": "P1D"},
    }
    second.write_text(
        json.dumps({"schema_version": 2, "torgs": [{"id": "t", "name": "T"}], "events": [event]}), "utf-8"
    )
    with pytest.raises(ProblemsError) as caught:
        load(first, second)
    assert {(problem.source, problem.path) for problem in caught.value.problems} == {
        (str(first), "torgs[0].oppen"),
        (str(second), "schema_version"),
        (str(second), "torgs[0].id"),
        (str(second), "events[0].changed_at"),
        (str(second), "events[0].rooms"),
    }
    assert f"{second}: schema_version: must be at most 1, got 2; it was written for a newer" in str(
        caught.value
    )


@pytest.mark.parametrize("version", [None, 0, 2, "1", 1.0, True, [], "missing"], ids=repr)
def test_another_version_is_refused(version):
    document = whole()
    if version == "missing":
        del document["schema_version"]
    else:
        document["schema_version"] = version
    assert list(problems(document)) == ["schema_version"]


@pytest.mark.parametrize("text", ["null", '"x"', "1", "[]", "true"])
def test_a_document_is_a_table(text):
    with pytest.raises(ProblemsError, match="must be a table at the top"):
        loads(text, "json")


def test_a_hundred_thousand_mistakes_are_not_all_told():
    with pytest.raises(ProblemsError) as caught:
        loads(json.dumps({"schema_version": 1, "events": [1] * 100_000}), "json")
    assert len(caught.value.problems) == 1_001
    assert "only the first 1,000" in caught.value.problems[-1].rule


# --- what may not be told -----------------------------------------------------------------------------

CANARY = "Kari Nordmann"
CONTACTS: list[Any] = [
    {"name": f"{CANARY}\0"},
    {"name": [CANARY]},
    {"name": {"first": CANARY}},
    {"email": CANARY},
    {"phone": CANARY},
    {"public": CANARY},
    CANARY,
    [CANARY],
    [{"name": CANARY}],
    {"name": CANARY * 20},
    {"name": CANARY, "nam": 1},
    {"name": CANARY, "email": "kari"},
]


@pytest.mark.parametrize("contact", CONTACTS, ids=repr)
@pytest.mark.parametrize("wrap", ["organisation", "table", "list", "top"])
def test_what_stands_in_a_contact_is_not_told(contact, wrap):
    organisation = {"id": "kor", "name": "Koret", "contact": contact}
    document: Any = {
        "organisation": {"schema_version": 1, "organisations": [organisation]},
        "table": {"schema_version": 1, "organisations": organisation},
        "list": {"schema_version": 1, "organisations": [[organisation]]},
        "top": [{"organisations": [organisation]}],
    }[wrap]
    with pytest.raises(ProblemsError) as caught:
        loads(json.dumps(document), "json")
    assert CANARY not in str(caught.value)
    assert CANARY not in repr(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f'name = "{CANARY}',
        f'name = "{CANARY}\n',
        f"name = {CANARY}",
        f'name = "{CANARY}" x',
        f'"{CANARY}',
        f"{CANARY} =",
    ],
)
@pytest.mark.parametrize("form", ["toml", "json"])
def test_what_stands_near_a_mistake_of_grammar_is_not_told(text, form):
    text = f"schema_version = 1\n[organisations.contact]\n{text}" if form == "toml" else f'{{"a": {{{text}'
    for given in (text, text.encode() + b"\xff"):
        with pytest.raises(InnbyggertorgError) as caught:
            loads(given, form)
        assert "Nordmann" not in f"{caught.value} {caught.value!r} {caught.value.args}"
        assert caught.value.__cause__ is None


# --- text that no field takes -------------------------------------------------------------------------

TEXTS = [path for path, value in leaves(WHOLE) if isinstance(value, str)]
CONTROLS = ["\0", "\x0b", "\x1b[31m", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"]
BREAKS = ["\n", "\x85", "\u2028", "\r", "\r\nX-EVIL:1"]
PROSE = {("torgs", 0, "profile", "nb"), ("events", 0, "text")}
# Where any letter may stand: people's words, and URLs, which may be in any script.
WORDS = {
    "name",
    "title",
    "reason",
    "place",
    "street",
    "municipality",
    "source",
    "offers",
    "label",
    "nb",
    "nn",
    "en",
    "text",
}
URLS = {"url", "online_url", "los", "image", "concepts"}


@pytest.mark.parametrize(
    ("number", "path"), list(enumerate(TEXTS)), ids=lambda p: "" if isinstance(p, int) else written(p)
)
def test_no_field_takes_text_that_could_be_taken_for_something_else(number, path):
    prose = path in PROSE or path[-2:] == ("details", "text")
    names = {key for key in path[-2:] if isinstance(key, str)}
    free = not names.isdisjoint(WORDS | URLS) and "breaks" not in path
    hostile = CONTROLS + ([] if prose else BREAKS) + ([] if free else ["\uff11", "\u200b"])
    for bad in hostile[number % 3 :: 3]:  # each field some of them, each of them in some fields
        found = problems(changed(path, at(WHOLE, path) + bad))
        assert any(each.startswith(written(path[:-1])) for each in found), found


def test_prose_has_its_line_breaks_made_one_kind():
    document = changed(("events", 0, "text"), "a\r\nb\rc\nd\x85e\u2029f")
    text = loads(json.dumps(document), "json").events[0].text
    assert text is not None
    assert text.nb == "a\nb\nc\nd\ne\nf"


NUMBERS = [path for path, value in leaves(WHOLE) if type(value) is int and path[-1] != "longitude"]


@pytest.mark.parametrize("path", NUMBERS, ids=written)
@pytest.mark.parametrize(
    "literal",
    ["NaN", "Infinity", "-Infinity", "1e400", "1e3", "10.0", "true", '"1"', '"\uff11"', "1" * 5_000, "null"],
)
def test_only_a_whole_number_is_one(path, literal):
    text = json.dumps(changed(path, "HERE")).replace('"HERE"', literal[:5_000])
    with pytest.raises(ProblemsError) as caught:
        loads(text, "json")
    assert [problem.path for problem in caught.value.problems] == [written(path)]


def test_a_key_given_twice_is_told_at_its_path():
    text = json.dumps(WHOLE).replace('"seated": 140', '"seated": 5, "seated": 5000')
    with pytest.raises(ProblemsError) as caught:
        loads(text, "json")
    assert [str(problem) for problem in caught.value.problems] == [
        "torgs[0].rooms[0].seated: must be a whole number, got 2 values for one key"
    ]


def test_limits_are_limits():
    with pytest.raises(WrongTypeError, match="loads limits must be a Limits"):
        loads("schema_version = 1", limits=5)


@pytest.mark.parametrize("sector", ["municipal", "voluntary"])
def test_no_limit_has_a_word_where_leaving_it_out_means_another(sector):
    organisation = {"id": "kor", "name": "Koret", "sector": sector, "at_once": "unlimited"}
    document = {"schema_version": 1, "organisations": [organisation]}
    assert loads(json.dumps(document), "json").organisations[0].at_once is None
    assert set(problems({**document, "organisations": [{**organisation, "at_once": None}]})) == {
        "organisations[0].at_once"
    }
