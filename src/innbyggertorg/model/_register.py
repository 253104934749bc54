"""What Enhetsregisteret says of a unit: plain fields for the model, and what has no place there."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from innbyggertorg._checks import URL_LENGTH, is_a
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["RegisterLoss", "Unit"]

_WHERE: Final = "Organisation.from_brreg"
_OF_A_MUNICIPALITY: Final = {"KOMM", "FYLK", "KF", "FKF", "KIRK"}
_LOCAL_GOVERNMENT: Final = "6500"  # Statistics Norway's institutional sector: kommuneforvaltningen
_ASSOCIATION: Final = "FLI"
_HELD: Final = {
    "organisasjonsnummer", "navn", "organisasjonsform", "hjemmeside", "epostadresse", "telefon", "mobil",
    "registrertIFrivillighetsregisteret", "institusjonellSektorkode", "slettedato",
}  # fmt: skip
_WARNINGS: Final = {
    "konkurs": "that it is bankrupt",
    "underAvvikling": "that it is being wound up",
    "underTvangsavviklingEllerTvangsopplosning": "that it is being dissolved by force",
}
_LOST: Final = {
    "forretningsadresse": "its business address",
    "postadresse": "its postal address",
    "naeringskode1": "what it lives by",
    "vedtektsfestetFormaal": "its purpose",
    "aktivitet": "what it does",
    "overordnetEnhet": "what unit it is a part of",
}
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "organisasjonsform": (Mapping,), "forretningsadresse": (Mapping,), "postadresse": (Mapping,),
    "naeringskode1": (Mapping,), "institusjonellSektorkode": (Mapping,),
    "registrertIFrivillighetsregisteret": (bool,), "konkurs": (bool,), "underAvvikling": (bool,),
    "underTvangsavviklingEllerTvangsopplosning": (bool,),
    "vedtektsfestetFormaal": (list, tuple), "aktivitet": (list, tuple),
}  # fmt: skip
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ]{2,18}", re.ASCII)
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,189}")


@frozen
class RegisterLoss(Value):
    """Something that the register says and an organisation has no place for.

    Attributes:
        key: The key of the register.
        what: What is lost, and why.
    """

    key: str = field(validator=is_a(str))
    what: str = field(validator=is_a(str))

    def __str__(self) -> str:
        return f"{self.key}: {self.what}"


class Unit:
    """A unit of the register, every key checked for its type when it is made.

    Args:
        plain: What the register answered, as its JSON is read. Keys that are not known are left alone.

    Raises:
        InvalidValueError: If it has no number or name, or is deleted.
        WrongTypeError: If something has another type than the register gives it.
    """

    def __init__(self, plain: object) -> None:
        if not isinstance(plain, Mapping):
            raise WrongTypeError(
                f"{_WHERE} unit", "must be a mapping, as the JSON of one unit is read", plain
            )
        self._plain: dict[str, Any] = {}
        for key in sorted({*_HELD, *_WARNINGS, *_LOST}):
            value = plain.get(key)
            kinds = _KINDS.get(key, (str,))
            if value is not None and not isinstance(value, kinds):
                named = {Mapping: "a table", bool: "true or false", list: "a list"}.get(kinds[0], "text")
                raise WrongTypeError(f"{_WHERE} {key}", f"must be {named}", type(value))
            self._plain[key] = value
        if (deleted := self._plain["slettedato"]) is not None:
            rule = "must not be there: a unit that is deleted arranges nothing"
            raise InvalidValueError(f"{_WHERE} slettedato", rule, deleted)
        self._form, self._sector_code = map(self._code, ("organisasjonsform", "institusjonellSektorkode"))
        self.number = self._needed("organisasjonsnummer")
        self.name = " ".join(self._needed("navn").split())
        self._dropped: list[RegisterLoss] = []
        self.email = self._matching("epostadresse", _EMAIL, "no plain e-mail address")
        phone = self._matching("telefon", _PHONE, "no plain phone number")
        self.phone = phone or self._matching("mobil", _PHONE, "no plain phone number")
        self.url = self._url()

    def _needed(self, key: str) -> str:
        value: str | None = self._plain[key]
        if not value or not value.strip():
            hint = "give the answer of /enhetsregisteret/api/enheter/{number}, not a page of a search"
            raise InvalidValueError(f"{_WHERE} {key}", "must be given", value, hint)
        return value

    def _matching(self, key: str, pattern: "re.Pattern[str]", why: str) -> str | None:
        value: str | None = self._plain[key]
        if value is None or not (value := value.strip()):
            return None
        if pattern.fullmatch(value):
            return value
        self._dropped.append(RegisterLoss(key, f"it is {why}"))
        return None

    def _url(self) -> str | None:
        """Return the page with the scheme that the register leaves out."""
        value: str = (self._plain["hjemmeside"] or "").strip()
        if not value:
            return None
        whole = value if re.match("https?://", value, re.IGNORECASE) else f"https://{value}"
        host = re.match(
            r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?([/?#][!-~]*)?", whole, re.IGNORECASE
        )
        if host and host.end() == len(whole) <= URL_LENGTH and not re.search(r'["<>\\^`{|}]', whole):
            return whole
        self._dropped.append(RegisterLoss("hjemmeside", "it is no address of a page"))
        return None

    def _code(self, key: str) -> str:
        code = (self._plain[key] or {}).get("kode")
        if code is not None and not isinstance(code, str):
            raise WrongTypeError(f"{_WHERE} {key}.kode", "must be text", type(code))
        return code or ""

    @property
    def is_voluntary(self) -> bool:
        """Whether it is in the register of voluntary organisations, or an association."""
        return bool(self._plain["registrertIFrivillighetsregisteret"]) or self._form == _ASSOCIATION

    @property
    def is_municipal(self) -> bool:
        """Whether it is a municipality, a county or a part of one."""
        return self._form in _OF_A_MUNICIPALITY or self._sector_code == _LOCAL_GOVERNMENT

    def losses(self) -> Iterator[RegisterLoss]:
        """Yield what has no place in an organisation, or no form that it takes."""
        yield from self._dropped
        for key, what in _WARNINGS.items():
            if self._plain[key]:
                yield RegisterLoss(key, f"{what}; whether it may still book is for people to say")
        for key, what in _LOST.items():
            if self._plain[key]:
                yield RegisterLoss(key, f"{what} has no place in the model")
        if self._plain["mobil"] and self.phone != self._plain["mobil"].strip():
            yield RegisterLoss("mobil", "there is place for one phone number")
