"""What Enhetsregisteret says of a unit becomes an organisation; the units are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, WrongTypeError
from innbyggertorg.model import Organisation, Sector
from support.examples import examples

CORPS = {
    "organisasjonsnummer": "987654325",
    "navn": "HEGGEDAL  SKOLEKORPS",
    "organisasjonsform": {"kode": "FLI", "beskrivelse": "Forening/lag/innretning", "_links": {}},
    "hjemmeside": "www.korps.example/om-oss",
    "registreringsdatoEnhetsregisteret": "1995-03-12",
    "registrertIMvaregisteret": False,
    "naeringskode1": {"kode": "94.991", "beskrivelse": "Aktiviteter i andre interesseorganisasjoner"},
    "harRegistrertAntallAnsatte": False,
    "forretningsadresse": {
        "land": "Norge", "landkode": "NO", "postnummer": "1389", "poststed": "HEGGEDAL",
        "adresse": ["Torget 1"], "kommune": "ASKER", "kommunenummer": "3203",
    },
    "institusjonellSektorkode": {"kode": "7000", "beskrivelse": "Ideelle organisasjoner"},
    "registrertIForetaksregisteret": False,
    "registrertIFrivillighetsregisteret": True,
    "konkurs": False,
    "underAvvikling": False,
    "underTvangsavviklingEllerTvangsopplosning": False,
    "maalform": "Bokmål",
    "epostadresse": "post@korps.example",
    "mobil": "99 00 00 00",
    "_links": {"self": {"href": "https://register.example/enheter/987654325"}},
    "noeNytt": {"som": ["ingen", "kjenner"]},
}  # fmt: skip


def corps(**changes):
    return Organisation.from_brreg(CORPS | changes)


def test_an_association():
    organisation, losses = Organisation.from_brreg(CORPS, organisation_id="korps")
    assert organisation.id == "korps"
    assert str(organisation.name) == "HEGGEDAL SKOLEKORPS"
    assert organisation.orgnr == "987654325"
    assert organisation.sector is Sector.VOLUNTARY
    assert organisation.url == "https://www.korps.example/om-oss"
    assert (organisation.contact.email, organisation.contact.phone) == ("post@korps.example", "99 00 00 00")
    assert not organisation.contact.public
    assert [loss.key for loss in losses] == ["forretningsadresse", "naeringskode1"]


def test_the_number_is_the_id_unless_another_is_given():
    assert corps()[0].id == "987654325"


@pytest.mark.parametrize(
    ("changes", "sector"),
    [
        ({"organisasjonsform": {"kode": "AS"}}, Sector.VOLUNTARY),
        ({"registrertIFrivillighetsregisteret": False}, Sector.VOLUNTARY),
        ({"registrertIFrivillighetsregisteret": False, "organisasjonsform": {"kode": "AS"}}, Sector.BUSINESS),
        ({"registrertIFrivillighetsregisteret": None, "organisasjonsform": {"kode": "KOMM"}},
         Sector.MUNICIPAL),
        ({"registrertIFrivillighetsregisteret": False, "organisasjonsform": {"kode": "ORGL"},
          "institusjonellSektorkode": {"kode": "6500"}}, Sector.MUNICIPAL),
        ({"registrertIFrivillighetsregisteret": False, "organisasjonsform": None}, Sector.BUSINESS),
    ],
)  # fmt: skip
def test_the_sector_follows_from_registers_and_form(changes, sector):
    assert corps(**changes)[0].sector is sector


@pytest.mark.parametrize("key", ["konkurs", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning"])
def test_what_is_about_to_go_is_reported(key):
    assert key in {loss.key for loss in corps(**{key: True})[1]}


@pytest.mark.parametrize(
    ("key", "value"),
    [("epostadresse", "korps(at)example"), ("telefon", "ring oss"), ("hjemmeside", "javascript:alert(1)"),
     ("hjemmeside", "http://a b"), ("hjemmeside", "user@host.example"), ("hjemmeside", "korps.example/\"x")],
)  # fmt: skip
def test_what_has_no_form_that_the_model_takes_is_reported(key, value):
    organisation, losses = corps(**{key: value})
    assert key in {loss.key for loss in losses}
    if key == "hjemmeside":
        assert organisation.url is None


def test_no_contact_is_made_of_nothing():
    assert corps(epostadresse=None, mobil=None)[0].contact is None


def test_a_second_phone_number_is_reported():
    organisation, losses = corps(telefon="66 00 00 00")
    assert organisation.contact.phone == "66 00 00 00"
    assert losses[-1].key == "mobil"


@pytest.mark.parametrize(
    ("changes", "error", "where"),
    [
        ({"slettedato": "2020-01-01"}, InvalidValueError, "slettedato"),
        ({"navn": None}, InvalidValueError, "navn"),
        ({"navn": " "}, InvalidValueError, "navn"),
        ({"navn": ["KORPS"]}, WrongTypeError, "navn"),
        ({"organisasjonsnummer": 987654325}, WrongTypeError, "organisasjonsnummer"),
        ({"organisasjonsnummer": "987654324"}, InvalidValueError, "Organisation.orgnr"),
        ({"konkurs": "false"}, WrongTypeError, "konkurs"),
        ({"organisasjonsform": "FLI"}, WrongTypeError, "organisasjonsform"),
        ({"organisasjonsform": {"kode": 1}}, WrongTypeError, "organisasjonsform.kode"),
        ({"epostadresse": 5}, WrongTypeError, "epostadresse"),
    ],
)
def test_wrong_units_are_refused(changes, error, where):
    with pytest.raises(error) as raised:
        corps(**changes)
    assert raised.value.where.endswith(where)


def test_a_page_of_a_search_is_no_unit():
    with pytest.raises(InvalidValueError, match="not a page of a search"):
        Organisation.from_brreg({"_embedded": {"enheter": [CORPS]}})
    with pytest.raises(WrongTypeError, match="must be a mapping"):
        Organisation.from_brreg([CORPS])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(CORPS)), ANYTHING, max_size=4))
@examples(200)
def test_nothing_but_our_own_errors_comes_out(changes):
    try:
        organisation, losses = corps(**changes)
    except InnbyggertorgError:
        return
    assert organisation.contact is None or not organisation.contact.public
    assert all(str(loss) for loss in losses)
