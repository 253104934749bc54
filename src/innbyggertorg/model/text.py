"""Text in the languages of the house."""

from typing import Any, Final

from attrs import Attribute, field, frozen

from innbyggertorg._checks import LINE_LENGTH, name_of, one_line_problem, optional, prose, unbroken
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["LANGUAGES", "LocalText", "check_language", "one_line", "several_lines"]

LANGUAGES: Final = ("nb", "nn", "en")
"""The languages of the package, by ISO 639-1 code: Bokmål, Nynorsk and English."""

_FALLBACK: Final = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


def check_language(where: str, language: object) -> None:
    """Refuse what is not one of `LANGUAGES`."""
    if language not in LANGUAGES:
        raise InvalidValueError(where, f"must be one of {', '.join(LANGUAGES)}", language)


@frozen(kw_only=True)
class LocalText(Value):
    """A text in Bokmål (*nb*), Nynorsk (*nn*) and English (*en*), at least one of them.

    Each is at most 4,000 characters without control characters; line breaks become line feeds. A field that
    takes a title or a name takes one line of at most 200 characters.

    Raises:
        InvalidValueError: If no language is given, or a text is too long, blank or holds control characters.
        WrongTypeError: If one is neither text nor None.
    """

    nb: str | None = field(default=None, validator=optional(prose()), converter=unbroken)
    nn: str | None = field(default=None, validator=optional(prose()), converter=unbroken)
    en: str | None = field(default=None, validator=optional(prose()), converter=unbroken)

    def _check(self) -> None:
        given = [text for text in (self.nb, self.nn, self.en) if text is not None]
        if not given:
            raise InvalidValueError("LocalText", "must have a text in at least one of nb, nn and en")
        if not all(text.strip() for text in given):
            raise InvalidValueError("LocalText", "must not be blank in a language that is given")

    def in_language(self, language: str) -> str:
        """Return the text in *language*, or else in the one nearest to it that there is.

        Nynorsk falls back to Bokmål and Bokmål to Nynorsk before English; English to Bokmål first.

        Raises:
            InvalidValueError: If *language* is not `nb`, `nn` or `en`.
        """
        check_language("language", language)
        texts = {"nb": self.nb, "nn": self.nn, "en": self.en}
        return next(text for code in _FALLBACK[language] if (text := texts[code]) is not None)

    def __str__(self) -> str:
        return self.in_language("nb")


def several_lines(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take a `LocalText` of any number of lines."""
    if not isinstance(value, LocalText):
        hint = "write LocalText(nb=...)" if isinstance(value, str) else ""
        raise WrongTypeError(name_of(instance, attribute), "must be a LocalText", value, hint)


def one_line(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Take a `LocalText` of one line of at most 200 characters in each language."""
    several_lines(instance, attribute, value)
    for language in LANGUAGES:
        text: str | None = getattr(value, language)
        if text is not None and (problem := one_line_problem(text, LINE_LENGTH)):
            raise InvalidValueError(f"{name_of(instance, attribute)}.{language}", problem, text)
