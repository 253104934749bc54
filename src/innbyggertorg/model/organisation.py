"""Who arranges things and runs services."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import Attribute, Factory, field, frozen

from innbyggertorg._checks import (
    identifier,
    is_a,
    line,
    matches,
    name_of,
    optional,
    private,
    true_or_false,
    url,
    whole_number,
)
from innbyggertorg._values import Name, Value
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.model._register import RegisterLoss, Unit
from innbyggertorg.model.text import LocalText, one_line
from innbyggertorg.opening import AccessLevel

__all__ = ["Contact", "Organisation", "Sector", "public_contact"]

_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_nine_digits: Final = matches("[0-9]{9}", "must be nine digits")


def _orgnr(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Take an organisation number whose ninth digit is the check digit of the first eight.

    Source: the Brønnøysund Register Centre's description of the organisation number (modulus 11).
    """
    _nine_digits(instance, attribute, value)
    digits = [int(digit) for digit in value]
    control = -sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    if control != digits[8]:  # a control of 10 equals no digit: such numbers are not given out
        raise InvalidValueError(
            name_of(instance, attribute), "must have a right check digit (modulus 11)", value
        )


class Sector(Name):
    """Which part of society an organisation belongs to."""

    VOLUNTARY = "voluntary"
    MUNICIPAL = "municipal"
    BUSINESS = "business"
    PRIVATE = "private"


@frozen(kw_only=True)
class Contact(Value):
    """How to reach somebody; kept out of everything public unless *public* says otherwise.

    The fields are hidden from `repr` and from error messages, for they may be somebody's name.

    Attributes:
        name: A role rather than a person, where possible.
        email: An address with one at sign.
        phone: Digits and spaces, with an optional leading plus.
        public: Whether it may be shown to everybody.

    Raises:
        InvalidValueError: If all three are missing, or one is malformed.
    """

    name: str | None = field(default=None, validator=private(optional(line())), repr=False)
    email: str | None = field(
        default=None,
        validator=private(
            optional(matches(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,189}", "must be an e-mail address"))
        ),
        repr=False,
    )
    phone: str | None = field(
        default=None,
        validator=private(optional(matches(r"\+?[0-9][0-9 ]{2,18}", "must be digits and spaces"))),
        repr=False,
    )
    public: bool = field(default=False, validator=true_or_false)

    def _check(self) -> None:
        if self.name is None and self.email is None and self.phone is None:
            raise InvalidValueError("Contact", "must have a name, an e-mail address or a phone number")


def public_contact(contact: Contact | None) -> Contact | None:
    """Return a contact that may be shown to everybody, else None."""
    return contact if contact is not None and contact.public else None


def _places_of(organisation: "Organisation") -> int | None:
    return None if organisation.sector is Sector.MUNICIPAL else 1


@frozen(kw_only=True)
class Organisation(Value):
    """An association, a municipal unit, a business or a private group.

    Attributes:
        id: Unique within the programme.
        name: Its name.
        orgnr: Organisation number of the Brønnøysund registers, nine digits, or None.
        sector: Which part of society it belongs to; decides its priority when rooms are scarce.
        contact: How to reach it.
        url: Its own page.
        access: The lowest level at which it gets into a house: `self-service` if somebody in it has
            self-service access (a card and a signed contract), `staffed` if nobody has; None where that is
            not known.
        at_once: In how many places it can be at the same time; None (`unlimited` in documents) for any
            number, as for the municipality itself unless it is given.

    Raises:
        InvalidValueError: If the check digit of *orgnr* is wrong, or another field breaks its rule.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    orgnr: str | None = field(default=None, validator=optional(_orgnr))
    sector: Sector = field(default=Sector.VOLUNTARY, validator=is_a(Sector))
    contact: Contact | None = field(default=None, validator=private(optional(is_a(Contact))))
    url: str | None = field(default=None, validator=optional(url))
    access: AccessLevel | None = field(default=None, validator=optional(is_a(AccessLevel)))
    at_once: int | None = field(
        default=Factory(_places_of, takes_self=True), validator=optional(whole_number(1, 1_000_000))
    )

    def _short(self) -> str:
        return f"{self.id}: {self.sector}"

    @property
    def is_private(self) -> bool:
        """Whether its name, id, number and page may be a person's; they are left out of everything public."""
        return self.sector is Sector.PRIVATE

    @classmethod
    def from_brreg(
        cls, unit: Mapping[str, Any], *, organisation_id: str | None = None
    ) -> "tuple[Organisation, tuple[RegisterLoss, ...]]":
        """Return what Enhetsregisteret, the register of legal entities, says of a unit, without asking it.

        A unit in the register of voluntary organisations, or an association, is voluntary; a municipality, a
        county and what belongs to one are municipal; all others are businesses. Its e-mail address and phone
        number are kept private, though the register shows them: who publishes them decides that.

        Args:
            unit: The JSON that the open API answers with for one unit, as it is read. Unknown keys are left
                alone.
            organisation_id: The id that it gets, by default its number.

        Returns:
            The organisation, and what of the unit it has no place for.

        Raises:
            InvalidValueError: If the unit is deleted, or its number or name is missing or breaks a rule.
            WrongTypeError: If something is of another type than the register gives it.

        Source:
            The Brønnøysund Register Centre, open API of Enhetsregisteret, `/enheter/{organisasjonsnummer}`.
        """
        found = Unit(unit)
        sector = Sector.BUSINESS
        if found.is_voluntary:
            sector = Sector.VOLUNTARY
        elif found.is_municipal:
            sector = Sector.MUNICIPAL
        contact = Contact(email=found.email, phone=found.phone) if found.email or found.phone else None
        organisation = cls(
            id=found.number if organisation_id is None else organisation_id,
            name=LocalText(nb=found.name),
            orgnr=found.number,
            sector=sector,
            contact=contact,
            url=found.url,
        )
        return organisation, tuple(found.losses())
