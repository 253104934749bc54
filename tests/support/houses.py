"""The house with one event of each kind whose feed is held to its bytes."""

import runpy
from pathlib import Path


def golden():
    """Return its programme."""
    return runpy.run_path(str(Path(__file__).parents[1] / "golden" / "house.py"))["PROGRAMME"]
