"""The exact bytes of a feed. Where they change on purpose, `python house.py > house.ics` writes them anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.client_safe import assert_client_safe

HERE = Path(__file__).parent
GOLDEN = HERE / "house.ics"


def made(**environment):
    command = [sys.executable, "-X", "utf8=0", str(HERE / "house.py")]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | environment).stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "5545", "TZ": "America/New_York", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONOPTIMIZE": "2", "TZ": "Asia/Tokyo", "LANG": "nb_NO.UTF-8"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_a_feed_has_the_same_bytes_everywhere(environment):
    assert made(**environment) == GOLDEN.read_bytes()


def test_the_golden_feed_is_safe_for_clients():
    assert_client_safe(GOLDEN.read_bytes())
