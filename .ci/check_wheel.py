"""Check that a wheel holds the whole package, its licence and its data, and nothing else.

Usage: python check_wheel.py WHEEL, in the checkout that the wheel was built from.
"""

import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path


def problems(wheel: Path, checkout: Path) -> list[str]:
    """List what is wrong with *wheel*, one sentence each."""
    source = checkout / "src"
    wanted = {
        str(path.relative_to(source).as_posix())
        for path in (source / "innbyggertorg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    examples = (checkout / "examples" / "asker").iterdir()
    wanted |= {f"innbyggertorg/testing/documents/asker/{path.name}" for path in examples}
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        [info] = {name.split("/")[0] for name in names if ".dist-info/" in name}
        metadata = HeaderParser().parsestr(archive.read(f"{info}/METADATA").decode("utf-8"))
        entry_points = archive.read(f"{info}/entry_points.txt").decode("utf-8")
    found = [f"{name} is missing" for name in sorted(wanted - names)]
    found += [
        f"{name} does not belong in it" for name in sorted(names - wanted) if not name.startswith(f"{info}/")
    ]
    checks = {
        "py.typed is missing": "innbyggertorg/py.typed" in names,
        "the licence is missing": f"{info}/licenses/LICENSE" in names,
        "the licence is not named as SPDX does": metadata["License-Expression"] == project["license"],
        "the version is not that of pyproject.toml": metadata["Version"] == project["version"],
        "the README is missing": len(str(metadata.get_payload())) > 1_000,
        "the command is missing": "innbyggertorg = innbyggertorg.cli:main" in entry_points,
        "the hook for Hypothesis is missing": "innbyggertorg = innbyggertorg._hypothesis:register"
        in entry_points,
    }
    if any(name.startswith("innbyggertorg/documents/") for name in names):
        checks["the JSON Schema is missing"] = any(name.endswith("schema.json") for name in names)
    return found + [problem for problem, holds in checks.items() if not holds]


def main() -> None:
    """Print the problems of the wheel named on the command line; exit 1 if there are any."""
    wheel = Path(sys.argv[1])
    found = problems(wheel, Path.cwd())
    print("\n".join(found) if found else f"{wheel.name} is complete")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
