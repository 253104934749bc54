"""The pieces that a text of opening hours is made of, each with its place."""

import re
from typing import Final, NamedTuple, NoReturn

from innbyggertorg.errors import ParseError

__all__ = ["END", "Token", "Tokens", "refuse"]

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\ +)
    |(?P<comment>"[^"]*")
    |(?P<always>24/7(?![0-9:]))
    |(?P<time>[0-9]{1,2}:[0-9]{2}(?![0-9:]))
    |(?P<number>[0-9]+)
    |(?P<word>[A-Za-z]+)
    |(?P<sign>;|\|\||[-,/+\[\]():])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One piece: its kind (a group of the pattern, or "end"), its text, and where it starts."""

    kind: str
    text: str
    position: int


END: Final = "end"


def refuse(text: str, position: int, rule: str, hint: str = "") -> NoReturn:
    """Raise the one error of this reader."""
    raise ParseError("osm.parse", rule, text, position, hint)


class Tokens:
    """The tokens of a text and a place among them."""

    __slots__ = ("at", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        found = list(_TOKEN.finditer(text))
        self.tokens = [Token(each.lastgroup or "", each[0], each.start()) for each in found]
        if sum([len(token[1]) for token in self.tokens]) < len(text):
            self._refuse_gap()
        self.tokens.append(Token(END, "", len(text)))

    def _refuse_gap(self) -> NoReturn:
        position = 0
        for token in self.tokens:
            if token.position != position:
                break
            position += len(token.text)
        character = self.text[position]
        if character == '"':
            refuse(self.text, position, "must end a comment with a quotation mark")
        if character in "\u2013\u2014\u2212":
            refuse(self.text, position, "must write a range with a hyphen", 'such as "10:00-18:00"')
        rule = f"must not hold {character!a}" + ("" if character.isascii() else ", which is not ASCII")
        refuse(
            self.text, position, rule, "digits and names are ASCII; only a comment may hold other characters"
        )

    @property
    def token(self) -> Token:
        """The token at the place."""
        return self.tokens[self.at]

    def ahead(self, count: int = 1) -> Token:
        """Return a token after the place, or the end."""
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Return the token and step over it; the end is never stepped over."""
        token = self.tokens[self.at]
        if token.kind != END:
            self.at += 1
        return token

    def take_sign(self, sign: str) -> bool:
        """Step over a sign, if it is that one."""
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text == sign:
            self.at += 1
            return True
        return False

    def skip_space(self) -> bool:
        """Step over blanks, and tell whether there were any."""
        if self.tokens[self.at].kind == "space":
            self.at += 1
            return True
        return False

    def another_of_list(self) -> bool:
        """Step over a comma that goes on with a list; one before a blank begins an additional rule."""
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text == "," and self.ahead().kind != "space":
            self.at += 1
            return True
        return False

    def whole(self, low: int, high: int, name: str) -> int:
        """Step over a whole number within bounds, and return it."""
        token = self.token
        if token.kind != "number" or len(token.text) > 4 or not low <= int(token.text) <= high:
            self.refuse(f"must have {name} here, {low} to {high}")
        self.take()
        return int(token.text)

    def refuse(self, rule: str, hint: str = "", position: int | None = None) -> NoReturn:
        """Refuse the text at the place, or at another position."""
        refuse(self.text, self.token.position if position is None else position, rule, hint)
