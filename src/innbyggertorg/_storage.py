"""Reading a file up to a limit, and writing one so that nobody ever sees a part of it.

The content goes to a temporary file in the same folder, to the disk, and then takes the old one's name in
one step. A process that is killed on the way leaves the old file whole and a temporary file, which the next
writer sweeps. A lock tells a dead writer's temporary file from a living one's.
"""

import contextlib
import os
import re
import secrets
import stat
import sys
from pathlib import Path
from typing import Final

from innbyggertorg.errors import StorageError, WrongTypeError

if sys.platform != "win32":  # Windows has no such locks, but refuses to delete a file that is open
    import fcntl

__all__ = ["read_up_to", "write_changed", "write_whole"]

_SUFFIX: Final = ".tmp"
_TRIES: Final = 8
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


def read_up_to(path: str | os.PathLike[str], most: int) -> bytes:
    """Read a file, at most one byte more than *most*, which tells that it is larger.

    Raises:
        StorageError: If it cannot be read.
    """
    name = os.fsdecode(path)
    try:
        with open(name, "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise StorageError(name, f"cannot be read: {error.strerror or error}") from None
    except ValueError:  # a NUL in the name
        raise StorageError("path", "must be a name that a file can have", name) from None


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Put *content* into a file, all of it or nothing.

    A symbolic link is followed: the file it leads to is replaced and the link stays. A file that exists
    keeps its permissions; a new one has those that the umask leaves.

    Args:
        path: The file; its folder must exist.
        content: What the file will hold.

    Raises:
        StorageError: If that is not possible. The old file is untouched then, unless the error says that
            the new one is in place and only its permanence is in doubt.
        WrongTypeError: If *path* is not a path.
    """
    if not isinstance(path, str | os.PathLike):
        raise WrongTypeError("path", "must be a str or a path", path)
    name = os.fsdecode(path)
    try:
        target = Path(os.path.realpath(name))
        mode = _mode(target)
        if mode is None or stat.S_ISREG(mode):
            _sweep(target)
            _replace(target, content, mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL or a lone surrogate in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise StorageError(name, f"could not be written: {reason}; the old content stands") from error
    if mode is not None and not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
        raise StorageError(name, f"could not be written: it is {what}", hint="name a file")
    try:
        _sync_folder(target.parent)
    except OSError as error:
        rule = f"is written, but may not survive a power failure: {error.strerror}"
        raise StorageError(name, rule) from error


def write_changed(path: str | os.PathLike[str], content: bytes) -> bool:
    """Put *content* into a file as `write_whole` does, unless it holds just that; then do not touch it.

    Returns:
        Whether it was written.

    Raises:
        StorageError: If that is not possible.
        WrongTypeError: If *path* is not a path.
    """
    if _holds(path, content):
        return False
    write_whole(path, content)
    return True


def _holds(path: str | os.PathLike[str], content: bytes) -> bool:
    """Whether a file can be read and holds just *content*."""
    if not isinstance(path, str | os.PathLike):
        raise WrongTypeError("path", "must be a str or a path", path)
    try:
        found = os.stat(path)
        # What is no ordinary file may never end, and is for write_whole to refuse.
        return (
            stat.S_ISREG(found.st_mode)
            and found.st_size == len(content)
            and Path(path).read_bytes() == content
        )
    except (OSError, ValueError):  # ValueError: a NUL or a lone surrogate in the path
        return False


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    temporary, handle = _temporary(target)
    try:
        try:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, stat.S_IMODE(mode))
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
            if sys.platform != "win32":  # replaced while the lock is held, so that nobody sweeps it before
                os.replace(temporary, target)
        finally:
            os.close(handle)
        if sys.platform == "win32":
            os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):  # left for the next sweep
            os.unlink(temporary)
        raise


def _temporary(target: Path) -> tuple[Path, int]:
    """Create and lock a new file beside *target*, with a name that nobody else has."""
    for _ in range(_TRIES):
        path = target.with_name(f".{target.name}.{secrets.token_hex(8)}{_SUFFIX}")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, 0o666)
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # a file system without locks: then nobody sweeps either
                fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.lexists(path):  # else another writer's sweep came between the two steps
            return path, handle
        os.close(handle)
    raise OSError("other writers keep removing the temporary file")


def _sweep(target: Path) -> None:
    """Remove temporary files of *target* whose writer has died."""
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    entries: list[str] = []
    with contextlib.suppress(OSError):  # a folder may be written to and not listed
        entries = os.listdir(target.parent)
    for entry in entries:
        if name.fullmatch(entry):
            with contextlib.suppress(OSError):  # a living writer's, or swept by another: no harm to leave it
                _remove_stale(target.with_name(entry))


def _remove_stale(path: Path) -> None:
    if sys.platform == "win32":
        os.unlink(path)
        return
    handle = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    finally:
        os.close(handle)


def _mode(target: Path) -> int | None:
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make the new name permanent, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
