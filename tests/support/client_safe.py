"""What a feed must keep to so that calendar programs read it alike, checked without a library.

Libraries do not see most of this: a TZID without its VTIMEZONE, a RECURRENCE-ID outside the set or twice,
bare commas and semicolons in text, a parameter that is missing, long lines, bare line feeds.
"""

import re
from datetime import datetime, time
from typing import NamedTuple

from dateutil.rrule import rrulestr

TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "NAME", "X-WR-CALNAME", "TZNAME", "RELATED-TO"}
ONCE = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"}
NEVER = {"RDATE", "DURATION", "METHOD", "ATTENDEE", "EXRULE"}
RULE_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "UNTIL", "COUNT"}


class Line(NamedTuple):
    name: str
    parameters: dict[str, str]
    value: str


class Component(NamedTuple):
    name: str
    lines: list[Line]
    inner: list["Component"]

    def values(self, name):
        return [line for line in self.lines if line.name == name]

    def one(self, name):
        (line,) = self.values(name)
        return line

    def text(self, name):
        return "".join(line.value for line in self.values(name))


def unfolded(octets):
    """Return the content lines of a file, having checked how they are folded and ended."""
    assert not octets.startswith(b"\xef\xbb\xbf"), "no byte order mark"
    assert octets.endswith(b"\r\n")
    physical = octets.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= 75, line
        text = line.decode("utf-8")  # no line splits a character
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", text), line
        assert text.strip(), "no empty line"
    return octets.decode("utf-8").removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def read_line(line):
    found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=(?:[^\";:,]|\"[^\"]*\")+)*):(.*)", line)
    assert found, line
    pairs = re.findall(r";([A-Z-]+)=((?:[^\";:,]|\"[^\"]*\")+)", found[2])
    return Line(found[1], dict(pairs), found[3])


def read(octets):
    """Return the calendar as components."""
    top = Component("", [], [])
    stack = [top]
    for line in map(read_line, unfolded(octets)):
        if line.name == "BEGIN":
            component = Component(line.value, [], [])
            stack[-1].inner.append(component)
            stack.append(component)
        elif line.name == "END":
            assert stack.pop().name == line.value
        else:
            stack[-1].lines.append(line)
    assert stack == [top]
    (calendar,) = top.inner
    assert calendar.name == "VCALENDAR"
    return calendar


def assert_client_safe(octets):
    """Fail where a feed leaves what 21 calendar programs were seen to read alike."""
    calendar = read(octets)
    assert not calendar.lines or not {"UID", "METHOD"} & {line.name for line in calendar.lines}
    assert [calendar.one(name).value for name in ("VERSION",)] == ["2.0"]
    assert calendar.one("NAME").value == calendar.one("X-WR-CALNAME").value
    assert calendar.one("REFRESH-INTERVAL").parameters == {"VALUE": "DURATION"}
    assert calendar.one("X-PUBLISHED-TTL").value == calendar.one("REFRESH-INTERVAL").value
    kinds = [component.name for component in calendar.inner]
    assert kinds == sorted(kinds, key=["VTIMEZONE", "VEVENT"].index), "zones first, nothing else"
    zones = [component.one("TZID").value for component in calendar.inner if component.name == "VTIMEZONE"]
    assert len(zones) == len(set(zones))
    for component in calendar.inner:
        _check_zone(component) if component.name == "VTIMEZONE" else _check_event(component, zones)
    used = {line.parameters.get("TZID") for event in calendar.inner for line in event.lines} - {None}
    assert used == set(zones) or not used, "a zone for each TZID and no other"
    _check_groups([component for component in calendar.inner if component.name == "VEVENT"])
    return calendar


def _check_text(line):
    if line.name in TEXT:
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", line.value), line
    if line.name in TEXT | {"CATEGORIES"}:
        assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\,;nN])", line.value), line


def _check_zone(zone):
    assert {part.name for part in zone.inner} <= {"STANDARD", "DAYLIGHT"}
    assert zone.inner
    for part in zone.inner:
        names = [line.name for line in part.lines]
        assert sorted(set(names)) == sorted(names)
        assert set(names) - {"RRULE"} == {"DTSTART", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"}
        assert re.fullmatch(r"\d{8}T\d{6}", part.one("DTSTART").value), "onsets are local time"


def _check_event(event, zones):
    names = [line.name for line in event.lines]
    assert all(names.count(name) == 1 for name in ONCE), names
    assert not NEVER & set(names), names
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", event.text(name)) for name in ("DTSTAMP", "LAST-MODIFIED"))
    assert event.text("DTSTAMP") == event.text("LAST-MODIFIED")
    for line in event.lines:
        _check_text(line)
        if line.name in {"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"}:
            _check_time(line, zones)
        _check_uri(line)
    start, end = event.one("DTSTART"), event.one("DTEND")
    assert start.parameters == end.parameters
    assert len(start.value) == len(end.value)
    assert start.value < end.value
    if event.text("STATUS") == "CANCELLED":
        assert event.text("SUMMARY").startswith(("AVLYST: ", "CANCELLED: "))
    if event.values("RRULE"):
        _check_rule(event)


def _check_uri(line):
    if line.name in {"URL", "CONFERENCE", "IMAGE", "LINK", "CONCEPT"}:
        assert re.fullmatch(r"https?://[^\s\"<>\\]+", line.value, re.IGNORECASE)
    if line.name in {"CONFERENCE", "IMAGE", "LINK"}:
        assert line.parameters.get("VALUE") == "URI"  # there is no default, and readers trip without it
    if line.name == "LINK":
        assert re.fullmatch("[a-z][a-z0-9.-]*", line.parameters["LINKREL"])
    if line.name == "ORGANIZER":
        assert re.fullmatch(r"mailto:[!-~]+@[!-~]+", line.value)
        assert line.parameters["CN"].startswith('"')
    if line.name == "COLOR":
        assert re.fullmatch("[a-z]+", line.value)


def _check_time(line, zones):
    shapes = {
        (): r"\d{8}T\d{6}Z",
        ("VALUE",): r"\d{8}",
        ("TZID",): r"\d{8}T\d{6}",
    }
    shape = shapes[tuple(line.parameters)]
    assert re.fullmatch(shape, line.value), line  # one value: a list of them is not read everywhere
    assert line.parameters.get("VALUE", "DATE") == "DATE"
    assert "TZID" not in line.parameters or line.parameters["TZID"] in zones


def _picks(event):
    start = datetime.fromisoformat(event.one("DTSTART").value.removesuffix("Z"))
    text = event.one("RRULE").value.replace("Z", "")  # UNTIL has slack enough to be taken for wall time
    return start, rrulestr(text, dtstart=start)


def _check_rule(event):
    rule = dict(part.split("=") for part in event.one("RRULE").value.split(";"))
    assert set(rule) <= RULE_PARTS, rule
    assert rule["FREQ"] in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    assert rule["FREQ"] != "DAILY" or {"UNTIL", "COUNT"} & set(rule), "daily rules end"
    assert not {"UNTIL", "COUNT"} <= set(rule)
    start = event.one("DTSTART")
    if "UNTIL" in rule:
        assert re.fullmatch(r"\d{8}" if "VALUE" in start.parameters else r"\d{8}T\d{6}Z", rule["UNTIL"])
    first, picks = _picks(event)
    assert picks.after(first, inc=True) == first, "the rule picks the start"
    excluded = event.values("EXDATE")
    assert all(line.parameters == start.parameters for line in excluded)
    assert len({line.value for line in excluded}) == len(excluded)
    for line in excluded:
        moment = datetime.fromisoformat(line.value.removesuffix("Z"))
        assert picks.after(moment, inc=True) == moment, "only what is picked is excluded"


def _check_groups(events):
    """Check what belongs together by UID."""
    groups = {}
    for event in events:
        groups.setdefault(event.text("UID"), []).append(event)
    for uid, group in groups.items():
        masters = [event for event in group if not event.values("RECURRENCE-ID")]
        assert len(masters) == 1, f"{uid} has its master, once"
        assert group[0] is masters[0]
        assert len({event.text("LAST-MODIFIED") + event.text("SEQUENCE") for event in group}) == 1
        if len(group) == 1:
            continue
        _, picks = _picks(masters[0])
        ids = [event.one("RECURRENCE-ID") for event in group[1:]]
        assert len({line.value for line in ids}) == len(ids), "each occurrence is replaced once"
        excluded = {line.value for line in masters[0].values("EXDATE")}
        days = set()
        for event, line in zip(group[1:], ids, strict=True):
            assert line.parameters == masters[0].one("DTSTART").parameters
            assert line.value not in excluded
            moment = datetime.fromisoformat(line.value.removesuffix("Z"))
            assert picks.after(moment, inc=True) == moment, "only what is picked is replaced"
            days.add(event.one("DTSTART").value[:8])
            if line.parameters == event.one("DTSTART").parameters:
                _check_place(picks, moment, event, excluded)
        assert len(days) == len(ids), "two occurrences are never moved to one day"


def _check_place(picks, original, event, excluded):
    """Check that an occurrence was not moved onto the day of a neighbour, nor past it."""
    moved = datetime.fromisoformat(event.one("DTSTART").value.removesuffix("Z"))
    low, high = sorted((original.date(), moved.date()))
    near = picks.between(datetime.combine(low, time()), datetime.combine(high, time(23, 59, 59)), inc=True)
    stamp = "%Y%m%d" if event.one("DTSTART").parameters.get("VALUE") else "%Y%m%dT%H%M%S"
    others = [pick for pick in near if pick != original and f"{pick:{stamp}}" not in excluded]
    assert low == high or not others, others
