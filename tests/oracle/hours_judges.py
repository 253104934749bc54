"""Independent programs that read an OSM `opening_hours` text and say when it is open."""

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

NODE = Path(__file__).parent
ZONE = "Europe/Oslo"


def joined(spans):
    """Join spans (start, end, what) that touch and say the same, and drop empty ones."""
    result = []
    for start, end, what in sorted(spans):
        if start == end:
            continue
        if result and result[-1][1] == start and result[-1][2] == what:
            result[-1] = (result[-1][0], end, what)
        else:
            result.append((start, end, what))
    return result


class OpeningHoursJs:
    """The npm package opening_hours, in a process that answers one text after another."""

    def __init__(self):
        if shutil.which("node") is None:
            pytest.skip("node is not installed")
        if not (NODE / "node_modules" / "opening_hours").is_dir():
            pytest.skip("opening_hours is not installed: run `npm ci` in tests/oracle")
        self.process = subprocess.Popen(
            ["node", "judges/opening_hours.mjs"],
            cwd=NODE,
            env={**os.environ, "TZ": ZONE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def spans(self, text, start, end):
        """List (start, end, comment) in seconds since 1970 within two instants."""
        request = {"text": text, "from": start.timestamp(), "to": end.timestamp()}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, (answer["error"], text)
        assert not any(unknown for _, _, unknown, _ in answer["spans"])
        return joined((first, past, comment) for first, past, _, comment in answer["spans"])


class OpeningHoursPy:
    """The Python package opening-hours-py, which binds the Rust crate opening-hours."""

    def __init__(self):
        pytest.importorskip("opening_hours")

    def close(self):
        """Nothing is left open."""

    def spans(self, text, start, end):
        """List (start, end, comment) in seconds since 1970 within two instants."""
        import opening_hours

        tz = ZoneInfo(ZONE)
        hours = opening_hours.OpeningHours(text, timezone=tz, country="NO")
        bounds = [moment.astimezone(tz) for moment in (start, end)]
        found = []
        for first, past, state, comment in hours.intervals(*bounds):
            assert state != opening_hours.State.UNKNOWN
            if state == opening_hours.State.OPEN:
                found.append((first.timestamp(), min(past, end, key=datetime.timestamp).timestamp(), comment))
        return joined(found)
