"""Running the command: within this process, or in one of its own as a shell does."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from attrs import frozen

from innbyggertorg.cli import main

DONE, PROBLEMS, USAGE, STORAGE, CONFLICTS, INTERRUPTED = 0, 1, 2, 3, 4, 130
ASKER = sorted((Path(__file__).parents[2] / "examples" / "asker").glob("*.toml"))


@frozen
class Done:
    """What a run left behind."""

    returncode: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        """What it wrote to standard output."""
        return self.stdout.decode()

    @property
    def err(self) -> str:
        """What it wrote to standard error."""
        return self.stderr.decode()

    @property
    def json(self) -> Any:
        """What it answered for programs."""
        return json.loads(self.stdout)


class Terminal(TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def run(*arguments: object, encoding: str = "utf-8", terminal: bool = False) -> Done:
    """Run the command in this process, with streams of its own."""
    kind = Terminal if terminal else TextIOWrapper
    out, err = (kind(BytesIO(), encoding) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:  # argparse's way
            code = int(leaving.code or 0)
    for stream in (out, err):
        stream.flush()
    return Done(code, *(stream.buffer.getvalue() for stream in (out, err)))  # type: ignore[attr-defined]


def asker(command: str, *arguments: object, **settings: Any) -> Done:
    """Run a command on the example documents of Asker."""
    return run(command, *ASKER, *arguments, **settings)


def strict_asker(folder: Path) -> list[Path]:
    """Write the documents of Asker as they would be if nobody had access of their own, nor got a key."""
    for path in ASKER:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("access = ", "digital_keys = "))]
        (folder / path.name).write_text("".join(kept), "utf-8")
    return sorted(folder.glob("*.toml"))


def in_shell(*arguments: object, shell: str = "", stdin: bytes | None = None, **environment: str) -> Done:
    """Run the command in a process of its own; *shell* is put behind it, as a shell would read it."""
    command = [sys.executable, "-m", "innbyggertorg", *map(str, arguments)]
    if shell:
        command = ["sh", "-c", f'"$0" "$@" {shell}', *command]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout, done.stderr)
