"""Content lines: what is escaped, what is refused, and where a line is folded."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from innbyggertorg.errors import InvalidValueError
from innbyggertorg.ical.lines import content, date_stamp, escaped, local_stamp, offset_stamp, utc_stamp


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("Åpen dag", "Åpen dag"),
        ("a,b;c", r"a\,b\;c"),
        ("a\\b", r"a\\b"),
        ("a\nb", r"a\nb"),
        (r"\n", r"\\n"),
        ('a"b:c', 'a"b:c'),
        ("a\tb", "a\tb"),
        ("%s{0.__class__}", "%s{0.__class__}"),
        ("", ""),
    ],
)
def test_text_is_escaped_as_the_standard_says(plain, written):
    assert escaped(plain) == written


@pytest.mark.parametrize(
    "evil",
    [
        *("\r\n", "\n", "\r", "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1c", "\x7f", "\x85", "\x9b"),
        *("\u2028", "\u2029", "\ud800"),
    ],
    ids=ascii,
)
def test_a_line_with_a_character_that_could_end_it_is_refused(evil):
    with pytest.raises(InvalidValueError) as caught:
        content([f"X-A;B=c:x{evil}ATTENDEE:mailto:evil@example.test"])
    assert caught.value.where == "iCalendar X-A"
    assert "evil@example" not in str(caught.value)


def test_a_line_refused_in_its_name_is_not_quoted():
    with pytest.raises(InvalidValueError) as caught:
        content(["SUM\nMARY:x"])
    assert caught.value.where == "iCalendar line"


@pytest.mark.parametrize("harmless", ["\t", "\u200b", "\ufeff", "\uffff", "\xad", "\u0301"], ids=ascii)
def test_what_ends_no_line_passes(harmless):
    assert content([f"SUMMARY:a{harmless}b"]) == f"SUMMARY:a{harmless}b\r\n"


@pytest.mark.parametrize(
    ("line", "physical"),
    [
        ("A:" + "x" * 73, [75]),
        ("A:" + "x" * 74, [75, 2]),
        ("A:" + "x" * 147, [75, 75]),
        ("A:" + "x" * 148, [75, 75, 2]),
        ("A:" + "å" * 36, [74]),
        ("A:" + "å" * 37, [74, 3]),
        ("A:x" + "å" * 36, [75]),
        ("A:" + "\N{PARTY POPPER}" * 19, [74, 5]),
    ],
)
def test_lines_are_folded_at_75_octets_and_between_characters(line, physical):
    written = content([line]).encode()
    assert written.endswith(b"\r\n")
    assert [len(part) for part in written[:-2].split(b"\r\n")] == physical
    assert written[:-2].replace(b"\r\n ", b"").decode() == line


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (timedelta(hours=1), "+0100"),
        (timedelta(0), "+0000"),
        (timedelta(hours=-3, minutes=-30), "-0330"),
        (timedelta(minutes=42, seconds=59), "+004259"),
        (timedelta(seconds=-75), "-000115"),
    ],
)
def test_offsets(offset, written):
    assert offset_stamp(offset) == written


def test_stamps():
    moment = datetime(2026, 3, 1, 18, 5, 9, tzinfo=timezone(timedelta(hours=1)))
    assert date_stamp(date(926, 3, 1)) == "09260301"
    assert local_stamp(moment) == "20260301T180509"
    assert utc_stamp(moment) == "20260301T170509Z"
    assert utc_stamp(moment.astimezone(UTC)) == "20260301T170509Z"
