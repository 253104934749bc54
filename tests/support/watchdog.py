"""A guard against what hangs. It is no measure of speed: that is what the benchmarks are for."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def ends(seconds: float = 20) -> Iterator[None]:
    """Fail where the block has used *seconds* of processor time: so much that no slow machine is an excuse.

    What has the processor besides does not count. It stops Python code, and C code when that returns; without
    such a clock (Windows) the block runs unguarded.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        pytest.fail(f"does not end: it has used {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
