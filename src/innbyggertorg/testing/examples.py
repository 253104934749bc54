"""The example houses as values, from an installed package as well as from a checkout."""

from functools import cache
from pathlib import Path
from typing import Final

from attrs import evolve

from innbyggertorg.documents import load
from innbyggertorg.errors import InvalidValueError, StorageError
from innbyggertorg.model import Programme

__all__ = ["EXAMPLE_TORGS", "example_programme"]

EXAMPLE_TORGS: Final = (
    "asker-sentrum",
    "borgen",
    "heggedal",
    "holmen",
    "saetre",
    "slemmestad",
    "spikkestad",
    "tofte",
)
"""Ids of the torgs that the examples describe."""

_HERE: Final = Path(__file__).parent / "documents" / "asker"  # where a wheel has them
_CHECKOUT: Final = Path(__file__).parents[3] / "examples" / "asker"  # where an editable install finds them


def example_programme(torg: str | None = None) -> Programme:
    """Return the eight torgs of Asker as the example documents describe them, with what happens at Heggedal.

    What they say is dated and in part made up, as is written in them: data to try things on, not hours to
    publish. The same values come back each time.

    Args:
        torg: Id of one torg, one of `EXAMPLE_TORGS`, to have only that and what happens there; or None.

    Raises:
        InvalidValueError: If there is no such torg.
        StorageError: If the examples are not where the package was installed.
    """
    if torg is None:
        return _whole()
    if torg not in EXAMPLE_TORGS:
        rule = f"must be one of {', '.join(EXAMPLE_TORGS)}"
        raise InvalidValueError("example_programme torg", rule, torg)
    return _alone(torg)


@cache
def _whole() -> Programme:
    folder = _HERE if _HERE.is_dir() else _CHECKOUT
    if not folder.is_dir():
        raise StorageError(str(_HERE), "must be there", hint="install the package anew")
    return load(*sorted(folder.glob("*.toml")))


@cache
def _alone(torg: str) -> Programme:
    whole = _whole()
    return evolve(
        whole,
        torgs=tuple(each for each in whole.torgs if each.id == torg),
        events=tuple(each for each in whole.events if each.torg == torg),
        closures=tuple(each for each in whole.closures if each.torg == torg),
    )
