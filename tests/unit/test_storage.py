"""Files written whole: whatever fails on the way, the old content stands."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from innbyggertorg import _storage
from innbyggertorg._storage import write_whole
from innbyggertorg.errors import StorageError, WrongTypeError

OLD, NEW = b"old" * 1000, b"new" * 100_000
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX alone has it")


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "feed.ics"
    path.write_bytes(OLD)
    return path


def listing(path):
    return sorted(entry.name for entry in path.parent.iterdir())


def test_a_new_file_holds_the_content(tmp_path):
    write_whole(tmp_path / "feed.ics", NEW)
    assert (tmp_path / "feed.ics").read_bytes() == NEW
    assert listing(tmp_path / "feed.ics") == ["feed.ics"]


def test_an_old_file_is_replaced(target):
    write_whole(str(target), NEW)
    assert target.read_bytes() == NEW
    assert listing(target) == ["feed.ics"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o440])
def test_an_old_file_keeps_its_permissions(target, mode):
    target.chmod(mode)
    write_whole(target, NEW)
    assert target.stat().st_mode & 0o777 == mode


@posix
def test_a_new_file_has_the_permissions_the_umask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "feed.ics", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "feed.ics").stat().st_mode & 0o777 == 0o640


@posix
def test_a_symbolic_link_is_followed_and_stays(target):
    link = target.parent / "link.ics"
    link.symlink_to("feed.ics")
    write_whole(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


@posix
def test_a_symbolic_link_that_leads_nowhere_gets_a_file(tmp_path):
    link = tmp_path / "link.ics"
    link.symlink_to("feed.ics")
    write_whole(link, NEW)
    assert (tmp_path / "feed.ics").read_bytes() == NEW
    assert link.is_symlink()


@posix
def test_links_in_a_circle_are_an_error(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(StorageError):
        write_whole(tmp_path / "a", NEW)
    assert (tmp_path / "a").is_symlink()


def test_a_folder_is_an_error(tmp_path):
    with pytest.raises(StorageError, match="it is a folder"):
        write_whole(tmp_path, NEW)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_pipe_is_an_error(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", NEW)


@pytest.mark.parametrize("name", ["nowhere/feed.ics", "a\0b", "\ud800", "x" * 300])
def test_a_path_that_cannot_be_is_an_error(tmp_path, name):
    with pytest.raises(StorageError):
        write_whole(f"{tmp_path}/{name}", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", [None, 3, b"feed.ics"])
def test_what_is_no_path_is_an_error(path):
    with pytest.raises(WrongTypeError):
        write_whole(path, NEW)


# --- faults -------------------------------------------------------------------------------------------

STEPS = ["open", "write", "fsync", "replace", "fchmod"]
FAULTS = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    PermissionError(errno.EACCES, "Permission denied"),
    MemoryError(),
    KeyboardInterrupt(),
]


@posix
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_leaves_the_old_content(target, monkeypatch, step, fault):
    def fails(*arguments, **keywords):
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fails)
        with pytest.raises((StorageError, type(fault))) as caught:
            write_whole(target, NEW)
    assert isinstance(caught.value, StorageError) is isinstance(fault, OSError)
    assert target.read_bytes() == OLD
    assert listing(target) == ["feed.ics"]


@posix
def test_a_write_that_takes_a_little_at_a_time_is_finished(target, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, octets: write(handle, octets[:4096]))
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


@posix
def test_a_folder_that_is_not_synchronised_is_an_error_that_says_the_file_is_in_place(target, monkeypatch):
    fsync = os.fsync

    def fails_for_folders(handle):
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fails_for_folders)
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the system does not tell what a file handle leads to")
    with pytest.raises(StorageError, match="is written, but"):
        write_whole(target, NEW)
    assert target.read_bytes() == NEW


@posix
def test_a_file_size_limit_leaves_the_old_content(target):
    program = f"""
        import resource
        from innbyggertorg._storage import write_whole
        from innbyggertorg.errors import StorageError
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
        try:
            write_whole({str(target)!r}, b"new" * 100_000)
        except StorageError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], check=True, capture_output=True, text=True
    )
    assert "the old content stands" in done.stdout
    assert target.read_bytes() == OLD
    assert listing(target) == ["feed.ics"]


STEPWISE = """
    import os, signal, sys
    from innbyggertorg import _storage

    # Dies at the given line of the module, counted as the lines are run.
    def trace(frame, event, argument):
        if frame.f_code.co_filename != _storage.__file__:
            return None
        global left
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    path, left = sys.argv[1], int(sys.argv[2])
    sys.settrace(trace)
    _storage.write_whole(path, b"new" * 100_000)
    sys.settrace(None)
    print(int(sys.argv[2]) - left)
"""


@posix
def test_a_process_killed_at_any_line_leaves_the_old_content_or_the_new(target):
    def run(line):
        command = [sys.executable, "-c", textwrap.dedent(STEPWISE), str(target), str(line)]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    lines = int(run(10**9).stdout)
    assert lines > 30
    seen = set()
    for line in range(1, lines + 1, 2):
        for path in target.parent.iterdir():
            path.unlink()
        target.write_bytes(OLD)
        assert run(line).returncode == -signal.SIGKILL
        assert target.read_bytes() in (OLD, NEW)
        seen.add(target.read_bytes())
    assert seen == {OLD, NEW}
    write_whole(target, NEW)
    assert listing(target) == ["feed.ics"], "what the dead left is swept"


# --- several at once ----------------------------------------------------------------------------------


@posix
def test_a_living_writer_keeps_its_temporary_file(target, monkeypatch):
    replace = os.replace

    def meanwhile(source, destination):
        monkeypatch.setattr(os, "replace", replace)
        write_whole(target, OLD)
        replace(source, destination)

    monkeypatch.setattr(os, "replace", meanwhile)
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


@posix
def test_a_sweep_between_creation_and_lock_costs_a_second_try(target, monkeypatch):
    flock = _storage.fcntl.flock

    def sweeps_first(handle, how):
        monkeypatch.setattr(_storage.fcntl, "flock", flock)
        _storage._sweep(target)
        flock(handle, how)

    monkeypatch.setattr(_storage.fcntl, "flock", sweeps_first)
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert listing(target) == ["feed.ics"]


def test_files_of_others_are_not_swept(target):
    others = [".feed.ics.tmp", ".feed.ics.0123.tmp", ".feedXics.0123456789abcdef.tmp", "x.tmp"]
    for name in others:
        (target.parent / name).write_bytes(b"")
    write_whole(target, NEW)
    assert listing(target) == sorted([*others, "feed.ics"])


def test_readers_and_two_writers_see_whole_files_alone(target):
    wrong: list[bytes] = []
    contents = [bytes([k]) * 200_000 for k in (1, 2)]
    done = threading.Event()

    def read():
        while not done.is_set():
            content = Path(target).read_bytes()
            if content not in (OLD, *contents):
                wrong.append(content)

    def write(content):
        for _ in range(30):
            write_whole(target, content)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert not wrong
    assert target.read_bytes() in contents
    assert listing(target) == ["feed.ics"]
