"""Independent programs that read a feed and say when things happen."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from support.happenings import instants, starts_in

NODE = Path(__file__).parents[1] / "oracle"


class RecurringIcalEvents:
    """The Python package recurring-ical-events, on the parser icalendar."""

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


class IcalJs:
    """The npm package ical.js, in a process that answers one feed after another."""

    @staticmethod
    def missing():
        """Return why it cannot judge, or None."""
        if shutil.which("node") is None:
            return "node is not installed"
        if not (NODE / "node_modules" / "ical.js").is_dir():
            return "ical.js is not installed: run `npm ci` in tests/oracle"
        return None

    def __init__(self):
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
