"""The pages show what the command says: each console example is run, and compared line by line."""

import re
import shlex
import shutil
from doctest import ELLIPSIS, OutputChecker
from glob import glob
from pathlib import Path

import pytest

from support.command import run

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CLUB = "\r\n".join(
    (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//club//NO", "BEGIN:VEVENT", "UID:kor-1"),
        *("DTSTAMP:20211001T080000Z", "DTSTART;TZID=Europe/Oslo:20211102T180000", "DURATION:PT2H"),
        *("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "SUMMARY:Korøvelse", "LOCATION:Kulturscenen"),
        *("CLASS:PUBLIC", "ATTENDEE:mailto:a@example.org", "ATTENDEE:mailto:b@example.org", "END:VEVENT"),
        *("END:VCALENDAR", ""),
    )
)


def examples():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for number, block in enumerate(BLOCK.findall(page.read_text("utf-8")), 1):
            if block.startswith("$ innbyggertorg "):
                yield pytest.param(block, id=f"{page.stem}-{number}")


@pytest.mark.parametrize("block", [*examples()])
def test_an_example_says_what_the_page_shows(block, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "club.ics").write_bytes(CLUB.encode())
    monkeypatch.chdir(tmp_path)
    code = 0
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        if command == "echo $?":
            told = f"{code}\n"
        else:
            name, *words = shlex.split(command)
            assert name == "innbyggertorg"
            done = run(*(path for word in words for path in sorted(glob(word)) or [word]))
            told, code = done.out + done.err, done.returncode
        checker = OutputChecker()
        assert checker.check_output(shown, told, ELLIPSIS), f"{command}\n{told}"
