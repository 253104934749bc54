"""Feeds the reader whatever a fuzzer thinks of; any exception but the package's own is a find.

    pip install atheris
    python fuzz/fuzz_read.py -max_total_time=600 tests/data/ical

The folder is the corpus to begin with; what is found is written beside. Atheris is no dependency of the
tests: they draw their own mistakes, in tests/property/test_ical_read.py.
"""

import sys

import atheris

with atheris.instrument_imports(include=["innbyggertorg.ical", "innbyggertorg.recurrence"]):
    from innbyggertorg.errors import InnbyggertorgError
    from innbyggertorg.ical import read


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
    for each in (*result.losses, *result.problems, *result.events):
        str(each)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
