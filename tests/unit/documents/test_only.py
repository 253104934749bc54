"""Documents with some of the collections."""

from pathlib import Path

import pytest

from innbyggertorg import dumps, load, loads
from innbyggertorg.errors import InvalidValueError, WrongTypeError

ASKER = sorted((Path(__file__).parents[3] / "examples" / "asker").glob("*.toml"))


@pytest.mark.parametrize("form", ["toml", "json"])
def test_parts_that_are_written_apart_make_the_whole_when_they_are_read_together(tmp_path, form):
    programme = load(*ASKER)
    parts = [("events",), {"closures", "organisations"}, ["torgs", "school_calendars"]]
    paths = [tmp_path / f"{n}.{form}" for n in range(len(parts))]
    for path, only in zip(paths, parts, strict=True):
        path.write_text(dumps(programme, form, only=only), "utf-8")
    assert load(*paths) == programme


def test_none_of_them_is_an_empty_document():
    assert loads(dumps(load(*ASKER), "toml", only=())) == loads("schema_version = 1")


@pytest.mark.parametrize(
    ("only", "error"),
    [
        ("events", WrongTypeError),
        (5, WrongTypeError),
        (("rooms",), InvalidValueError),
        ((5,), InvalidValueError),
    ],
)
def test_what_is_no_collection_is_refused(only, error):
    with pytest.raises(error):
        dumps(load(*ASKER), only=only)
