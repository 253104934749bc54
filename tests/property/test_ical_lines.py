"""Laws of content lines: no text becomes a line of its own, and every text comes back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.errors import InvalidValueError
from innbyggertorg.ical.lines import content, escaped

ANY_TEXT = st.text(alphabet=st.characters(categories=None), max_size=300)


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)


@given(st.lists(ANY_TEXT, max_size=4))
def test_any_text_is_refused_or_stays_within_its_line(texts):
    try:
        written = content([f"X-{k}:{escaped(text)}" for k, text in enumerate(texts)])
    except InvalidValueError:
        return
    unfolded = written.replace("\r\n ", "")
    # The strictest and the most generous reader see the same number of lines.
    assert unfolded.count("\r\n") == len(texts) == len(unfolded.splitlines())
    read = [line.split(":", 1)[1] for line in unfolded.splitlines()]
    assert [unescaped(value) for value in read] == texts


@given(ANY_TEXT)
def test_every_physical_line_is_short_and_whole_in_utf_8(text):
    try:
        octets = content([f"SUMMARY:{escaped(text)}"]).encode("utf-8")
    except InvalidValueError:
        return
    for line in octets.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@given(st.text(alphabet="abcæøå\N{PARTY POPPER} ,;\\\n\t", max_size=400))
def test_text_without_control_characters_is_never_refused(text):
    assert content([escaped(text)]).replace("\r\n ", "") == escaped(text) + "\r\n"
