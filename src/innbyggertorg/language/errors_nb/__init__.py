"""Bokmål for errors: one table, in parts as the package has them."""

from types import MappingProxyType
from typing import Final

from innbyggertorg.language.error_words import ErrorWords
from innbyggertorg.language.errors_nb import calendars, documents, exchange, hours, others, values

__all__ = ["ERRORS"]

ERRORS: Final = ErrorWords(
    texts=MappingProxyType(
        {
            **values.TEXTS,
            **hours.TEXTS,
            **documents.TEXTS,
            **calendars.TEXTS,
            **exchange.TEXTS,
            **others.TEXTS,
        }
    ),
    shown=others.SHOWN,
    got=", fikk {}",
    place="linje {}, kolonne {}: ",
    on_line="linje {}: ",
    allows="tillater høyst {}",
    problems=("1 feil:", "{} feil:"),
    left_out="; det er utelatt",
    feed="kalenderen",
    schedule="åpningsplanen",
    both="og",
    either="eller",
)
