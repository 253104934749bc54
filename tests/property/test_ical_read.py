"""Laws of reading: any octets are a result or an error of the package, however they were made."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import ReadResult, read
from innbyggertorg.ical.lines import content, escaped
from innbyggertorg.ical.reading.octets import Octets
from innbyggertorg.ical.reading.values import parts_of, plain_text
from innbyggertorg.limits import DEFAULT_LIMITS
from support.examples import examples
from support.reading import DATA, one

FEEDS = [path.read_bytes() for path in sorted(DATA.glob("*.ics"))]
ZONES = st.sampled_from([None, "Europe/Oslo", "America/New_York"])
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            *(b"\r\n", b"\n", b"\r\n ", b":", b";", b",", b'"', b"\\", b"Z", b"T", b"\0", b"\xff", b"\xc3"),
            *(
                b"BEGIN:VEVENT\r\n",
                b"END:VEVENT\r\n",
                b"END:VCALENDAR\r\n",
                b"BEGIN:X\r\n",
                b"STATUS:CANCELLED",
            ),
            *(
                b"RRULE:FREQ=DAILY",
                b";RANGE=THISANDFUTURE",
                b"RECURRENCE-ID",
                b"EXDATE",
                b"RDATE",
                b";COUNT=3",
            ),
            *(b";VALUE=DATE", b";VALUE=PERIOD", b"/PT1H", b"DURATION:P1D", b"UNTIL=", b";TZID=UTC", b"X-WR-"),
            *(b"20260329T023000", b"20261025T003000Z", b"20261025T013000Z", b"19000101", b"21991231T235959Z"),
        ]
    ),
)


@st.composite
def mutated(draw):
    """Draw a feed with some of it replaced, removed, or said twice."""
    data = draw(st.sampled_from(FEEDS))
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            start = draw(st.integers(0, len(data)))
            end = start + draw(st.sampled_from([0, 0, 1, 2, 9, 40]))
            data = data[:start] + draw(PIECES) + data[end:]
        else:
            lines = data.split(b"\r\n")
            source, target = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[target : target + draw(st.integers(0, 1))] = [lines[source]]
            data = b"\r\n".join(lines)
    return data


def check(data, **more):
    """Read in both ways, and hold what must hold of every result."""
    try:
        result = read(data, **more)
    except InnbyggertorgError:
        return
    assert isinstance(result, ReadResult)
    assert len({each.uid for each in result.events}) == len(result.events) or result.problems or result.losses
    last = data.count(b"\n") + 1
    assert all(1 <= each.line <= last and str(each) for each in (*result.losses, *result.problems))
    for event in result.events:
        assert evolve(event, series=evolve(event.series)) == event, "every value is one that the model takes"
    try:
        again = read(data, strict=True, **more)
    except InnbyggertorgError:
        assert result.problems
    else:
        assert not result.problems
        assert again == result


@given(st.binary(max_size=300), ZONES)
def test_any_octets(data, zone):
    check(data, zone=zone)


@given(st.lists(PIECES, max_size=30), ZONES)
def test_any_pieces_of_an_event(pieces, zone):
    check(one("DTSTART:20260105T180000Z", "@").replace(b"@", b"".join(pieces)), zone=zone)


@examples(200)
@given(mutated(), ZONES)
def test_feeds_with_mistakes(data, zone):
    check(data, zone=zone)


def read_lines(octets):
    """Return the content lines of a file, a block at a time."""
    lines = []
    for block in octets.blocks():
        lines += octets.read(block, len(lines))
    return lines


# what the writer takes: no controls, no line separators
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)


@given(st.lists(TEXTS.map("X:{}".format), min_size=1, max_size=8))
def test_what_is_folded_is_unfolded(lines):
    assert read_lines(Octets(content(lines).encode(), DEFAULT_LIMITS)) == lines


def slow_lines(data):
    """Unfold as RFC 5545 section 3.1 says, an octet at a time."""
    physical = data.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    logical, begins = [], []
    for number, line in enumerate(physical, 1):
        if logical and line[:1] in {b" ", b"\t"}:
            logical[-1] += line[1:]
        else:
            logical.append(line)
            begins.append(number)
    return logical, begins


@given(st.lists(st.sampled_from([b"a", b"\r\n", b"\n", b" ", b"\t", b":", "å".encode()]), max_size=60))
def test_lines_and_where_they_begin_are_those_of_the_slow_way(pieces):
    data = b"x" + b"".join(pieces)
    octets = Octets(data, DEFAULT_LIMITS)
    lines = read_lines(octets)
    expected, begins = slow_lines(data)
    assert [line.encode() for line in lines] == expected
    assert octets.lines(range(len(lines))) == begins


@given(st.text(st.one_of(st.sampled_from("\\,;nN\n"), st.characters(exclude_categories=["Cs"]))))
def test_a_text_that_is_escaped_comes_back(text):
    assert plain_text(escaped(text)) == text


@given(st.lists(st.text(st.sampled_from("\\,;nab"), min_size=1), max_size=5))
def test_a_list_of_texts_comes_back(texts):
    assert parts_of(",".join(map(escaped, texts))) == texts
