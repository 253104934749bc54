"""Independent programs that read a feed and say when things happen."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from support.happenings import instants, starts_in

NODE = Path(__file__).parent


class RecurringIcalEvents:
    """The Python package recurring-ical-events, on the parser icalendar."""

    def __init__(self, folder):
        pytest.importorskip("recurring_ical_events")

    def close(self):
        """Nothing is left open."""

    def expand(self, octets, window):
        from icalendar import Calendar
        from recurring_ical_events import of

        calendar = Calendar.from_ical(octets)
        assert not calendar.errors
        assert not any(component.errors for component in calendar.walk())
        # Cut from a wider window than asked for: what counts as being in it is another question.
        margin = timedelta(days=2)
        events = of(calendar).between(window.start - margin, window.end + margin)
        found = [
            (
                instants(event["DTSTART"].dt, "UTC"),
                instants(event["DTEND"].dt, "UTC"),
                str(event["SUMMARY"]),
                str(event["STATUS"]),
            )
            for event in events
        ]
        return sorted((each for each in found if starts_in(each[0], window)), key=str)


class Compiled:
    """A library in C or C++, in a small program that is compiled for the occasion.

    Attributes:
        source: The program, among the judges.
        packages: Debian's packages that it needs.
    """

    source = ""
    packages = ""

    def __init__(self, folder):
        self.program = folder / Path(self.source).stem
        try:
            command = self.command(str(NODE / "judges" / self.source), str(self.program))
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip(
                f"{self.program.name} cannot be compiled: Debian has what it needs in {self.packages}"
            )

    def command(self, source, program):
        """Return the command that compiles it."""
        raise NotImplementedError

    def expand(self, octets, window):
        bounds = [str(int(moment.timestamp())) for moment in (window.start, window.end)]
        done = subprocess.run([self.program, *bounds], input=octets, check=True, capture_output=True)
        found = []
        for line in done.stdout.decode().splitlines():
            start, end, status, title = line.split("\t")
            times = [each if "-" in each else int(each) for each in (start, end)]
            found.append((*times, title, status))
        return sorted((each for each in found if starts_in(each[0], window)), key=str)

    def close(self):
        """Nothing is left open."""


class Libical(Compiled):
    """The C library libical, which GNOME's calendar and many others read with."""

    source = "libical.c"
    packages = "libical-dev and gcc"

    def command(self, source, program):
        return ["cc", "-O1", "-o", program, source, "-lical"]


class KCalendarCore(Compiled):
    """KDE's calendar."""

    source = "kcalendarcore.cpp"
    packages = "libkf5calendarcore-dev and g++"

    def command(self, source, program):
        flags = ["pkg-config", "--cflags", "--libs", "Qt5Gui", "Qt5Core"]
        qt = subprocess.run(flags, check=True, capture_output=True, text=True).stdout.split()
        kde = ["-I/usr/include/KF5/KCalendarCore", "-lKF5CalendarCore"]
        return ["g++", "-std=c++17", "-fPIC", "-o", program, source, *qt, *kde]


class IcalJs:
    """The npm package ical.js, in a process that answers one feed after another."""

    def __init__(self, folder=None):
        if shutil.which("node") is None:
            pytest.skip("node is not installed")
        if not (NODE / "node_modules" / "ical.js").is_dir():
            pytest.skip("ical.js is not installed: run `npm ci` in tests/oracle")
        self.process = subprocess.Popen(
            ["node", "judges/ical_js.mjs"],
            cwd=NODE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def expand(self, octets, window):
        span = {"from": window.start.timestamp(), "to": window.end.timestamp()}
        answer = self.ask(feed=octets.decode(), **span)
        found = [
            (each["start"], each["end"], each["summary"], each["status"]) for each in answer["occurrences"]
        ]
        return sorted((each for each in found if starts_in(each[0], window)), key=str)

    def offsets(self, octets, key, walls):
        """Return the offsets in seconds that the VTIMEZONE of *key* gives to wall times."""
        texts = [wall.isoformat() for wall in walls]
        return self.ask(feed=octets.decode(), zone=key, walls=texts)["offsets"]
