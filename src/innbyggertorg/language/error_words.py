"""What a language must bring to say errors: the texts, and the words that join what an error holds."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from string import Formatter
from typing import Final, NamedTuple

from attrs import frozen

__all__ = ["ErrorWords"]

_GROUPED: Final = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+")
_LISTED: Final = r"[\w.-]+(?:(?:, | or | and )[\w.-]+)*"
_NAMES: Final = "n"
_MOST_WORDS_BEFORE: Final = 4
_LONGEST: Final = 4_000
_DEEPEST: Final = 5
_SPACE: Final = "\N{NO-BREAK SPACE}"


class _Pattern(NamedTuple):
    """An English text with places for others, and how the language says it."""

    certain: int  # how many letters of it are given
    longest: str  # the longest of the pieces that are given
    english: re.Pattern[str]
    said: str


@frozen(kw_only=True, slots=False)
class ErrorWords:
    """The table of one language for errors. What stands in braces is replaced.

    Attributes:
        texts: From the English text of a rule, a hint or a loss to the same in the language; `{}` is what is
            filled in, as it came, `{:w}` the same where it is words that have a text of their own, and `{:n}`
            where it is one such word or several that are joined.
        shown: The same from the forms in which an error shows what came, where that is not the value itself.
        got: What came.
        place: Line and column of a text.
        on_line: The line of a file.
        allows: That a limit allows at most `{most}`.
        problems: The heading over one problem, and over `{n}`.
        left_out: That something is left out because of a problem.
        feed: What a loss is about where it is about a feed as a whole.
        schedule: The same for a schedule.
        both: Between the last two of a list that all count.
        either: Between the last two of a list of which one will do.
    """

    texts: Mapping[str, str]
    shown: Mapping[str, str]
    got: str
    place: str
    on_line: str
    allows: str
    problems: tuple[str, str]
    left_out: str
    feed: str
    schedule: str
    both: str
    either: str

    def said(self, english: str, *, deep: int = 0) -> str:
        """Say a rule, a hint or a loss; what has no text in the language is said as it is.

        Args:
            english: The text.
            deep: Within how many other texts it stands.
        """
        if deep > _DEEPEST or len(english) > _LONGEST:
            return english
        return (
            self._with_what_came(english, deep)
            or self._whole(english, deep)
            or self._in_parts(english, deep)
            or english
        )

    def came(self, shown: str) -> str:
        """Say what came as an error shows it; a value stays as it is written, whatever words are in it."""
        said = None if len(shown) > _LONGEST else self._found(shown, self.shown, self._shown_patterns, 0)
        return self.got.format(said or self.number(shown))

    def number(self, text: str) -> str:
        """Write the thousands of a number as the language does, and leave any other text alone."""
        return text.replace(",", _SPACE) if _GROUPED.fullmatch(text) else text

    def _whole(self, english: str, deep: int) -> str | None:
        return self._found(english, self.texts, self._patterns, deep)

    def _found(
        self, english: str, texts: Mapping[str, str], patterns: Sequence[_Pattern], deep: int
    ) -> str | None:
        text = texts.get(english)
        if text is not None and "{}" not in english:
            return text.format()
        for pattern in patterns:
            if pattern.longest in english and (found := pattern.english.fullmatch(english)):
                return pattern.said.format(*(_Filled(each, self, deep + 1) for each in found.groups()))
        return None

    def _with_what_came(self, english: str, deep: int) -> str | None:
        """Say the message of another error, which is a hint here."""
        head, mark, rest = english.partition(", got ")
        if not mark or head.count("'") % 2 or head.count('"') % 2:  # it stands within a value
            return None
        if not (rule := self._whole(head, deep) or self._after_words(head, deep)):
            return None
        came, mark, hint = rest.partition("; ")
        return f"{rule}{self.came(came)}{mark}{self.said(hint, deep=deep + 1)}"

    def _in_parts(self, english: str, deep: int) -> str | None:
        """Say what is put together of several texts, or of what it is about and a text."""
        head, mark, rest = english.partition("; ")
        if mark and (first := self._whole(head, deep) or self._after_words(head, deep)):
            return f"{first}; {self.said(rest, deep=deep + 1)}"
        return self._after_words(english, deep)

    def _after_words(self, english: str, deep: int) -> str | None:
        words = english.split(" ")
        for n in range(1, min(len(words), _MOST_WORDS_BEFORE + 1)):
            if text := self._whole(" ".join(words[n:]), deep):
                return f"{' '.join(words[:n])} {text}"
        return None

    def listed(self, text: str) -> str:
        """Say words that are joined, each as it is said alone."""
        joints = {" or ": f" {self.either} ", " and ": f" {self.both} "}
        parts = re.split("(, | or | and )", text)
        return "".join(joints.get(part) or self.texts.get(part, part) for part in parts)

    @cached_property
    def _patterns(self) -> tuple[_Pattern, ...]:
        return _patterns_of(self.texts)

    @cached_property
    def _shown_patterns(self) -> tuple[_Pattern, ...]:
        return _patterns_of(self.shown)


@frozen
class _Filled:
    """What stands in a place of a text: as it came, or in words, as the format asks."""

    text: str
    words: ErrorWords
    deep: int

    def __format__(self, spec: str) -> str:
        if not spec:
            return self.words.number(self.text)
        return self.words.listed(self.text) if spec == _NAMES else self.words.said(self.text, deep=self.deep)


def _patterns_of(texts: Mapping[str, str]) -> tuple[_Pattern, ...]:
    """Return the texts with places, the most certain first: those that give most of a text themselves."""
    made = (_pattern(english, said) for english, said in texts.items() if "{}" in english)
    return tuple(sorted(made, key=lambda each: each.certain, reverse=True))


def _pattern(english: str, said: str) -> _Pattern:
    specs = [spec for _, place, spec, _ in Formatter().parse(said) if place is not None]
    whole, given = "", []
    for literal, place, *_ in Formatter().parse(english):
        given.append(literal)
        whole += re.escape(literal)
        if place is not None:
            whole += f"({_LISTED})" if specs.pop(0) == _NAMES else "(.*?)"
    return _Pattern(len("".join(given)), max(given, key=len), re.compile(whole, re.DOTALL), said)
