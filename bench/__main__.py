"""Measure everything, or what is named: python -m bench [NAME ...]

Each runs in a process of its own. Peers that are not installed are left out, and its docstring says how to
install them.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = {
    "recurrence": "recurrence/run.py",
    "conflicts": "conflicts/run.py",
    "opening": "opening/run.py",
    "osm": "exchange/run.py",
    "writing": "ical/write.py",
    "reading": "ical/reading.py",
}


def main() -> int:
    """Run the benchmarks that are named, and return 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCRIPTS))
    names = parser.parse_args().names or list(SCRIPTS)
    if unknown := [name for name in names if name not in SCRIPTS]:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(SCRIPTS)}")
    failed = False
    for name in names:
        print(f"\n=== {name}", flush=True)
        failed |= bool(subprocess.run([sys.executable, HERE / SCRIPTS[name]], check=False).returncode)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
