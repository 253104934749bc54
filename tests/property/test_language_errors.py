"""Laws of errors in words: whatever is wrong is said whole in each language, with nothing of English left."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg import loads
from innbyggertorg.errors import (
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ParseError,
    Problem,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
)
from innbyggertorg.exchange import osm
from innbyggertorg.ical import read
from innbyggertorg.language import describe_error, describe_loss, describe_problem
from innbyggertorg.language.errors import text_in
from innbyggertorg.recurrence import RecurrenceRule
from support.documents import WHOLE, changed, leaves, tables, whole
from support.examples import examples
from support.hostile_files import LARGE, files

NORWEGIAN = ("nb", "nn")
DATA = Path(__file__).parents[1] / "data"
CAME = {"nb": "fikk", "nn": "fekk"}


def is_said(english: str, language: str) -> bool:
    """Whether a rule or hint has a text in a language; what holds no words needs none."""
    return text_in(language, english) != english or not re.search(r"[a-z]{2}", english)


def check_problem(problem: Problem, text: str, language: str) -> None:
    assert "\n" not in text
    assert problem.path in text
    assert problem.source in text
    assert is_said(problem.rule, language), problem
    assert is_said(problem.hint, language), problem
    assert (f", {CAME[language]} " in text) == bool(problem.got), problem
    assert problem.rule not in text


def check_error(error: InnbyggertorgError) -> None:
    """Hold that an error is said whole in each language."""
    assert describe_error(error, "en") == str(error)
    for language in NORWEGIAN:
        text = describe_error(error, language)
        match error:
            case ProblemsError():
                heading, *lines = text.splitlines()
                assert heading == f"{len(error.problems)} feil:"
                for problem, line in zip(error.problems, lines, strict=True):
                    assert line == f"  {describe_problem(problem, language)}"
                    check_problem(problem, line, language)
            case LimitExceededError():
                assert text.startswith(f"Limits.{error.limit} ")
                assert is_said(error.hint, language), error
            case ParseError():
                assert len(text.splitlines()) == 1
                assert error.where in text
                assert is_said(error.rule, language), error
                assert is_said(error.hint, language), error
            case InvalidValueError() | WrongTypeError() | UnknownReferenceError():
                assert text.startswith(f"{error.where} ")
                assert is_said(error.rule, language), error
                assert is_said(error.hint, language), error
            case _:
                pytest.fail(f"not looked for: {error!r}")


def refusal(text: Any, form: Any) -> InnbyggertorgError | None:
    try:
        loads(text, form)
    except InnbyggertorgError as error:
        return error
    return None


WRONG: tuple[Any, ...] = (
    *(True, -1, 10**25, 1.5, None, [], {}, ["x", "x"], {"x": 1}),
    *("", "x\u202ey", "a b\nc", "x" * 5_000, "2026-13-40", "2026-01-05T25:00:00", "P", "25:00"),
    *("FREQ=WEEKLY;BYDAY=XX", "http://a b", "1", "closed", "mo-xx"),
)


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:20])
def test_a_document_with_one_wrong_value_everywhere_is_told_off_in_norwegian(value):
    document = whole()
    for path, _ in leaves(WHOLE):
        owner: Any = document
        for key in path[:-1]:
            owner = owner[key]
        owner[path[-1]] = value
    error = refusal(json.dumps(document), "json")
    assert error is not None
    check_error(error)


@examples(60)
@given(
    st.sampled_from([path for path, _ in leaves(WHOLE)] + [path for path, _ in tables(WHOLE)][1:]),
    st.sampled_from(WRONG),
)
def test_a_document_with_a_wrong_value_is_told_off_in_norwegian(path, value):
    if (error := refusal(json.dumps(changed(path, value)), "json")) is not None:
        check_error(error)


@examples(60)
@given(st.text("[]{}=,.:\"'\\#\n ae1-", max_size=12), st.sampled_from(["toml", "json"]))
def test_a_text_that_is_no_document_is_told_off_in_norwegian(text, form):
    if (error := refusal(text, form)) is not None:
        check_error(error)


SMALL = {name: file.data for name, file in files() if len(file.data) < LARGE}


@pytest.mark.parametrize("data", SMALL.values(), ids=SMALL)
def test_a_calendar_file_that_means_harm_is_told_off_in_norwegian(data):
    try:
        result = read(data)
    except InnbyggertorgError as error:
        check_error(error)
        return
    for language in NORWEGIAN:
        for problem in result.problems[:50]:
            text = describe_problem(problem, language)
            assert "\n" not in text
            assert text.startswith(f"linje {problem.line}: ")
            assert is_said(problem.rule, language), problem
            assert is_said(problem.hint, language), problem
        for loss in result.losses[:50]:
            assert describe_loss(loss, language).startswith(f"linje {loss.line}: ")
            assert is_said(loss.why, language), loss
    try:
        read(data, strict=True)
    except InnbyggertorgError as error:
        check_error(error)


def lines_of(name: str) -> list[Any]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("text", lines_of("recurrence/refused.jsonl"))
def test_a_rule_that_is_refused_is_told_off_in_norwegian(text):
    with pytest.raises(InnbyggertorgError) as caught:
        RecurrenceRule.parse(text)
    check_error(caught.value)


OSM = [row["osm"] for row in lines_of("opening/osm.jsonl")]
OTHER_PIECES = ("", "-", ",", "+", "Mo", "PH", "SH", "sunrise", "25:00", "[9]", '"', "||", "\u2013")


@examples(150)
@given(st.data())
def test_opening_hours_that_are_refused_are_told_off_in_norwegian(data):
    text = data.draw(st.sampled_from(OSM))
    cut, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    try:
        osm.parse(text[:cut] + data.draw(st.sampled_from(OTHER_PIECES)) + text[end:])
    except InnbyggertorgError as error:
        check_error(error)
