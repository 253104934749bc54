"""A folder of feeds under bad luck: full disks, dying processes, other environments."""

import errno
import json
import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from innbyggertorg import _storage
from innbyggertorg.documents import dumps
from innbyggertorg.errors import StorageError
from innbyggertorg.ical import all_feeds, feed, write_all
from innbyggertorg.model import Event, LocalText, Programme, Room, Torg
from innbyggertorg.recurrence import Series

HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal, æøå"),
    rooms=tuple(Room(id=f"rom-{n}", name=LocalText(nb=f"Rom {n}")) for n in range(4)),
)
EVENTS = tuple(
    Event(
        id=f"e{n}",
        torg="heggedal",
        title=LocalText(nb=f"Øving {n}"),
        series=Series(datetime(2026, 3, 1 + n, 18), timedelta(hours=1)),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        rooms=(f"rom-{n}",),
    )
    for n in range(4)
)
PROGRAMME = Programme(torgs=(HOUSE,), events=EVENTS)
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX alone has it")


EXPECTED = {each.file_name: each.content for each in all_feeds(PROGRAMME).representations}


@pytest.fixture
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents") / "heggedal.json"
    path.write_text(dumps(PROGRAMME), "utf-8")
    return str(path)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "index.json"}


# --- faults of the disk -------------------------------------------------------------------------------

FAULTS = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    PermissionError(errno.EACCES, "Permission denied"),
    MemoryError(),
    KeyboardInterrupt(),
]


@posix
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_a_fault_half_way_leaves_old_files_and_new_ones_but_no_part(tmp_path, monkeypatch, step, fault):
    old = {name: b"old " + name.encode() for name in EXPECTED}
    for name, octets in old.items():
        (tmp_path / name).write_bytes(octets)
    real, left = getattr(_storage.os, step), 3

    def fails(*arguments, **keywords):
        nonlocal left
        left -= 1
        if left < 0:
            raise fault
        return real(*arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(_storage.os, step, fails)
        with pytest.raises((StorageError, type(fault))) as caught:
            write_all(PROGRAMME, tmp_path)
    assert isinstance(caught.value, StorageError) is isinstance(fault, OSError)
    found = contents(tmp_path)
    assert set(found) == set(EXPECTED), "nothing besides is left"
    assert all(found[name] in (old[name], EXPECTED[name]) for name in EXPECTED)
    assert 0 < sum(found[name] == EXPECTED[name] for name in EXPECTED) < len(EXPECTED)
    write_all(PROGRAMME, tmp_path)
    assert contents(tmp_path) == EXPECTED


@posix
def test_a_file_that_cannot_be_read_is_written_anew(tmp_path, monkeypatch):
    write_all(PROGRAMME, tmp_path)
    read_bytes = Path.read_bytes

    def fails(path):
        if path.name == "heggedal.ics":
            raise OSError(errno.EIO, "Input/output error")
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fails)
        assert write_all(PROGRAMME, tmp_path).written == ("heggedal.ics",)
    assert contents(tmp_path) == EXPECTED


# --- processes that die -------------------------------------------------------------------------------

# One process forks for each point, so that the modules are loaded once. A child dies at its line of the code
# that writes; the parent then looks at the folder.
DYING = """
    import json, os, signal, sys
    from pathlib import Path
    from innbyggertorg import _storage
    from innbyggertorg.documents import load
    from innbyggertorg.ical import writing, write_all
    from innbyggertorg.limits import Limits

    folder, *documents = sys.argv[1:]
    folder = Path(folder)
    programme = load(*documents)
    listed = writing.entries(programme)[:3]
    made = {each.name: each.make(programme, writing.Manner("nb", None, False, Limits())) for each in listed}
    new = {f"{name}.ics": feed.content for name, feed in made.items()}
    kept = list(new)
    writing.entries = lambda programme: listed
    writing.Entry.make = lambda entry, programme, manner: made[entry.name]
    files = [_storage.__file__, writing.__file__]
    os.fsync = lambda handle: None  # slow, and no matter where a process dies and not the machine

    def child(point):
        left = point

        def trace(frame, event, argument):
            nonlocal left
            if frame.f_code.co_filename not in files:
                return None
            if event == "line":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        write_all(programme, folder)
        sys.settrace(None)
        return point - left

    reader, writer = os.pipe()
    if os.fork() == 0:
        os.write(writer, str(child(10**9)).encode())
        os._exit(0)
    os.wait()
    lines = int(os.read(reader, 100))
    wrong, states = [], set()
    for number in range(1, 101):
        point = number * lines // 101
        for path in folder.iterdir():
            path.unlink()
        for name in kept:
            (folder / name).write_bytes(b"old")
        pid = os.fork()
        if pid == 0:
            child(point)
            os._exit(0)
        assert os.waitpid(pid, 0)[1] == signal.SIGKILL
        found = [(folder / name).read_bytes() for name in kept]
        wrong += [point for name, octets in zip(kept, found) if octets not in (b"old", new[name])]
        states.add(sum(octets != b"old" for octets in found))
        write_all(programme, folder)
        left_over = {path.name for path in folder.iterdir()} - {*kept, "index.html", "index.json"}
        wrong += [point for name in kept if (folder / name).read_bytes() != new[name]] + sorted(left_over)
    print(json.dumps([lines, wrong, sorted(states)]))
"""


@posix
def test_a_process_killed_at_any_of_100_points_leaves_each_file_old_or_new(document, tmp_path):
    command = [sys.executable, "-c", textwrap.dedent(DYING), str(tmp_path), document]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    lines, wrong, states = json.loads(done.stdout)
    assert lines > 300
    assert wrong == []
    assert states == [0, 1, 2, 3], "some died early and some late"


# --- several at once ----------------------------------------------------------------------------------

WRITING = """
    import sys
    from innbyggertorg._storage import write_whole
    for _ in range(60):
        write_whole(sys.argv[1], bytes([int(sys.argv[2])]) * 300_000)
"""


@posix
def test_two_processes_that_write_and_one_that_reads_see_whole_files_alone(tmp_path):
    target = tmp_path / "feed.ics"
    target.write_bytes(bytes([1]) * 300_000)
    command = [sys.executable, "-c", textwrap.dedent(WRITING), str(target)]
    writers = [subprocess.Popen([*command, str(number)]) for number in (1, 2)]
    seen = set()
    try:
        while any(writer.poll() is None for writer in writers):
            octets = target.read_bytes()
            assert len(octets) == 300_000
            assert octets == octets[:1] * 300_000
            seen.add(octets[0])
    finally:
        codes = [writer.wait(60) for writer in writers]
    assert codes == [0, 0]
    assert seen <= {1, 2}
    assert [path.name for path in tmp_path.iterdir()] == ["feed.ics"]


# --- other environments -------------------------------------------------------------------------------

ELSEWHERE = """
    import attrs, sys
    from innbyggertorg.documents import load
    from innbyggertorg.ical import feed, write_all
    from innbyggertorg.errors import InnbyggertorgError
    folder, manner, *documents = sys.argv[1:]
    if manner == "no validators":
        attrs.validators.set_disabled(True)
    programme = load(*documents)
    if manner == "shallow":
        sys.setrecursionlimit(200)
    print(len(write_all(programme, folder).written))
    try:
        write_all(programme, folder + "/heggedal.ics")
    except InnbyggertorgError as error:
        print(ascii(str(error)))
"""


@pytest.mark.parametrize(
    ("options", "manner", "environment"),
    [
        (["-O"], "", {}),
        (["-OO"], "no validators", {}),
        (["-X", "utf8=0"], "", {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}),
        ([], "shallow", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}),
    ],
    ids=["without asserts", "without validators", "C locale", "little recursion"],
)
def test_the_same_bytes_are_written_everywhere(document, tmp_path, options, manner, environment):
    command = [
        sys.executable,
        *options,
        "-c",
        textwrap.dedent(ELSEWHERE),
        str(tmp_path),
        manner,
        document,
    ]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="ascii", env=os.environ | environment
    )
    assert done.returncode == 0, done.stderr
    count, error = done.stdout.splitlines()
    assert int(count) == len(EXPECTED) + 1
    assert "could not be made a folder" in error
    assert contents(tmp_path) == EXPECTED


@posix
@pytest.mark.parametrize("name", ["å-æ.ics", "\udce5.ics", "feed\n.ics"], ids=ascii)
def test_a_path_may_have_any_name_that_the_system_takes(tmp_path, name):
    made = feed(PROGRAMME, torg="heggedal")
    made.write(tmp_path / name)
    assert (tmp_path / name).read_bytes() == made.to_ical()
