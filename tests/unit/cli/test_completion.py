"""`completion`: the scripts complete what the command line has; bash is asked itself."""

import shutil
import subprocess

import pytest

from innbyggertorg.cli.arguments import COMMANDS
from support.command import DONE, run

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def completed(tmp_path, *words):
    """Return what bash offers for the last of *words*."""
    script = run("completion", "bash").out + (
        'COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _innbyggertorg; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", "innbyggertorg", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stderr == ""
    return done.stdout.split()


@needs_bash
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("",), [*COMMANDS, "--help", "--version"]),
        (("ho",), ["hours"]),
        (("hours", "--l"), ["--language"]),
        (("hours", "--language", ""), ["nb", "nn", "en"]),
        (("hours", "torg.toml", "--language", "n"), ["nb", "nn"]),
        (("free", "torg.toml", "--weekday", "t"), ["tuesday", "thursday"]),
        (("hours", "tor"), ["torg.toml"]),
        (("feed", "--output", "tor"), ["torg.toml"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("bake", "--l"), []),
    ],
    ids=str,
)
def test_bash_completes_commands_options_values_and_files(tmp_path, words, expected):
    (tmp_path / "torg.toml").touch()
    assert completed(tmp_path, *words) == expected


@needs_bash
def test_a_file_name_is_completed_whole(tmp_path):
    (tmp_path / "bærums torg.toml").touch()
    assert completed(tmp_path, "check", "bær") == ["bærums", "torg.toml"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_the_script(tmp_path, shell):
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert all(name in done.out for name in COMMANDS)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed: the script is not read")
    (tmp_path / "script").write_bytes(done.stdout)
    subprocess.run([shell, "-n", tmp_path / "script"], check=True, timeout=30)
