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


class Libical:
    """The C library libical (Debian's libical-dev), in a small program that is compiled for the occasion."""

    def __init__(self, folder):
        self.program = folder / "libical"
        command = ["cc", "-O1", "-o", str(self.program), str(NODE / "judges" / "libical.c"), "-lical"]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("libical or a C compiler is not installed: Debian has it in libical-dev and gcc")

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
