"""Where what was made goes: into a file as a whole, or to standard output."""

from innbyggertorg._storage import write_whole
from innbyggertorg.cli.output import write_bytes

__all__ = ["deliver"]


def deliver(data: bytes, output: str | None) -> None:
    """Write *data* to the file *output*, or to standard output.

    Raises:
        OSError: If standard output cannot be written to.
        StorageError: If the file cannot be.
    """
    if output is None:
        write_bytes(data)
    else:
        write_whole(output, data)
