"""Feeds the reader whatever a fuzzer thinks of; any exception but the package's own is a find.

    make fuzz
    python fuzz/fuzz_read.py FOLDER -max_total_time=600

The corpus to begin with is laid out in FOLDER: the files of tests/data/ical, those that mean harm among them,
and what earlier runs found worth keeping, in corpus.jsonl beside this program. What is new is kept in FOLDER;
what makes the reader fail is written to the current folder, and becomes a row of hostile.jsonl there.
Its first octet says how a file is read.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["innbyggertorg.ical", "innbyggertorg.recurrence"]):
    from innbyggertorg.errors import InnbyggertorgError
    from innbyggertorg.ical import read

HERE = Path(__file__).parent
DATA = HERE.parent / "tests" / "data" / "ical"


def one_input(data: bytes) -> None:
    """Read one input; its first octet says how."""
    how = data[0] if data else 0
    try:
        result = read(
            data[1:] if how < 8 else data,
            zone="Europe/Oslo" if how & 1 else None,
            strict=bool(how & 2),
            sub_daily=bool(how & 4),
        )
    except InnbyggertorgError:
        return
    for each in (*result.losses, *result.problems, *result.events, *result.schedules):
        str(each)


def lay_out(folder: Path) -> None:
    """Write the corpus to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [b"\1" + path.read_bytes() for path in DATA.glob("*.ics")]
    for name, key in ((DATA / "hostile.jsonl", "octets"), (HERE / "corpus.jsonl", None)):
        for line in name.read_text("ascii").splitlines():
            row = json.loads(line)
            octets = (row[key] if key else row).encode("utf-8", "surrogateescape")
            found.append(b"\0" + octets if key else octets)
    for octets in found:
        (folder / sha256(octets).hexdigest()[:40]).write_bytes(octets)


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
