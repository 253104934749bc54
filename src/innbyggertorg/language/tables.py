"""The tables of the languages by their codes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from innbyggertorg.language.en import EN
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN
from innbyggertorg.language.words import Words
from innbyggertorg.model.text import check_language

__all__ = ["TABLES", "table_of"]

TABLES: Final[Mapping[str, Words]] = MappingProxyType({words.code: words for words in (NB, NN, EN)})


def table_of(where: str, language: object) -> Words:
    """Return the table of a language.

    Raises:
        InvalidValueError: If *language* is not `nb`, `nn` or `en`.
    """
    check_language(where, language)
    return TABLES[str(language)]
