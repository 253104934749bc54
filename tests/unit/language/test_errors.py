"""Errors, problems and losses in words: every text has its like in each language, and it is said right."""

import re
from datetime import UTC, date, datetime
from string import Formatter

import pytest

from innbyggertorg.chrono import DateRange
from innbyggertorg.documents import load, loads
from innbyggertorg.errors import (
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ParseError,
    Problem,
    ProblemsError,
    StorageError,
    UnknownReferenceError,
    UnknownSchoolYearError,
    WrongTypeError,
)
from innbyggertorg.exchange.losses import Loss as FormatLoss
from innbyggertorg.ical.losses import Loss as FeedLoss
from innbyggertorg.ical.reading.ledger import ReadLoss, ReadProblem
from innbyggertorg.language import describe_error, describe_loss, describe_problem
from innbyggertorg.language.errors_nb import ERRORS as NB
from innbyggertorg.language.errors_nb import others as others_nb
from innbyggertorg.language.errors_nn import ERRORS as NN
from innbyggertorg.language.errors_nn import others as others_nn
from innbyggertorg.limits import Limits
from innbyggertorg.model import Room
from innbyggertorg.model._register import RegisterLoss
from innbyggertorg.recurrence import RecurrenceRule
from support.error_texts import PLACE, collected
from support.watchdog import ends

TABLES = {"nb": NB, "nn": NN}
# Put together of texts that are collected and said by themselves.
JOINED = {"{}", "{} {}", "{} {}; {}", "{} on {}", "{} {} on {}"}
# Names of rule parts and limits, which stay as they are.
NAME = re.compile(r"nb|[A-Z]+|" + "|".join(name for name in dir(Limits) if not name.startswith("_")))
SAME = re.compile(r"[^\W\d_]{0,1}|[A-Z]\w*|\{\}|[{}\W\d]*")
LISTED = r"[\w.-]+(?:(?:, | or | and )[\w.-]+)*"


def places(template):
    """Return the formats of the places of a text."""
    return [spec for _, name, spec, _ in Formatter().parse(template) if name is not None]


def patterns_of(texts):
    """Return each English text with places, as a pattern, and the formats of its places; long ones first."""
    found = []
    for english, said in sorted(texts.items(), key=lambda each: -len(each[0])):
        if PLACE in english:
            parts = ((re.escape(literal), name) for literal, name, *_ in Formatter().parse(english))
            whole = "".join(literal + ("(.*?)" if name is not None else "") for literal, name in parts)
            found.append((english, re.compile(whole), places(said)))
    return found


def used_for(text, texts, patterns):
    """Return the English texts by which *text* is said, or None if something of it has none."""
    if text in texts:
        return {text}
    for english, pattern, specs in patterns:
        if found := pattern.fullmatch(text):
            used = {english}
            for part, spec in zip(found.groups(), specs, strict=True):
                if spec == "w" and part != PLACE:
                    inner = used_for(part, texts, patterns)
                    if inner is None:
                        break
                    used |= inner
                elif not (SAME.fullmatch(part) or (spec == "n" and re.fullmatch(LISTED, part))):
                    break
            else:
                return used
    return None


def uses(words):
    """Return by which texts of a table each text of the source is said."""
    texts = {**words.texts, **words.shown}
    patterns = patterns_of(texts)
    return {
        text: used_for(text, texts, patterns)
        for text in (collected().found | collected().fills) - JOINED
        if not NAME.fullmatch(text)
    }


@pytest.mark.parametrize("words", TABLES.values(), ids=TABLES)
def test_every_rule_hint_and_loss_of_the_source_has_a_text(words):
    assert not {text for text, used in uses(words).items() if used is None}


def test_the_source_is_understood():
    assert not collected().unclear
    assert len(collected().found) > 600


@pytest.mark.parametrize(("words", "others"), [(NB, others_nb), (NN, others_nn)], ids=["nb", "nn"])
def test_no_text_is_left_of_what_is_no_longer_said(words, others):
    used = set().union(*(used or () for used in uses(words).values()))
    assert set(words.texts) - used - set(others.TEXTS) == set()


def test_the_languages_have_the_same_texts():
    assert set(NB.texts) == set(NN.texts)
    assert set(NB.shown) == set(NN.shown)


@pytest.mark.parametrize("words", TABLES.values(), ids=TABLES)
def test_a_text_has_the_places_of_the_english_one(words):
    for english, said in (*words.texts.items(), *words.shown.items()):
        assert said == said.strip(), english
        assert said, english
        assert len(places(said)) == len(places(english)), english
        assert {*places(said)} <= {"", "w", "n"}, english
        assert all(name in {"", None} for _, name, *_ in Formatter().parse(said)), english


ENGLISH = re.compile(
    r"\b(must|not|the|with|which|has|have|there|where|write|pass|give|than|from|only|what|that|it)\b"
)


@pytest.mark.parametrize("words", TABLES.values(), ids=TABLES)
def test_a_text_has_no_english_words(words):
    assert not {said for said in words.texts.values() if ENGLISH.search(re.sub(r"«.*?»|\".*?\"", "", said))}


NOT_NYNORSK = re.compile(
    r"\b(ikke|må være|fra|hva|hvor|hvem|noe|noen|uke|uker|dager|tider som er kjent|høyst|gjentas|mer|bare|"
    r"åpent|åpning\w*|skole\w*|gir|gi|tegn|utenfor|sammen|begynner|begynne|et|(?<!-)en|uten|hver)\b"
)


def test_nynorsk_is_not_bokmal():
    quoted = re.compile(r"\".*?\"|\bnb, nn (og|and) en\b|av nb, nn og en")
    assert not {said for said in NN.texts.values() if NOT_NYNORSK.search(quoted.sub("", said))}


NOT_BOKMAL = re.compile(
    r"\b(ikkje|vere|frå|kva|kvar|kven|noko|nokon|veke|veker|dagar|høgst|meir|berre|ope|opning\w*|skule\w*|"
    r"gjev|gje|teikn|utan|saman|byrjar|byrje|eit|ein|ei)\b"
)


def test_bokmal_is_not_nynorsk():
    assert not {said for said in NB.texts.values() if NOT_BOKMAL.search(said)}


ERRORS = {
    "a field": (
        InvalidValueError("Room.seated", "must be from 0 to 1,000,000", -1),
        "Room.seated må være fra 0 til 1\u00a0000\u00a0000, fikk -1",
        "Room.seated må vere frå 0 til 1\u00a0000\u00a0000, fekk -1",
    ),
    "a field with a hint": (
        WrongTypeError("SchoolBreak.first", "must be a date", date(2026, 1, 1), "use .date()"),
        "SchoolBreak.first må være en dato, fikk 2026-01-01; bruk .date()",
        "SchoolBreak.first må vere ein dato, fekk 2026-01-01; bruk .date()",
    ),
    "types": (
        WrongTypeError("Torg.opening", "must be a OpeningSchedule or Within", None),
        "Torg.opening må være av typen OpeningSchedule eller Within, fikk None",
        "Torg.opening må vere av typen OpeningSchedule eller Within, fekk None",
    ),
    "a reference": (
        UnknownReferenceError("room", "must be the id of a room of the programme", "x", "there is: sal"),
        "room må være id-en til et rom i programmet, fikk 'x'; det finnes: sal",
        "room må vere id-en til eit rom i programmet, fekk 'x'; det finst: sal",
    ),
    "a school year": (
        UnknownSchoolYearError("years", "must hold the school year 2030/31 (asker holds 2025/26)", "2030"),
        "years må ha skoleåret 2030/31 (asker har 2025/26), fikk '2030'",
        "years må ha skuleåret 2030/31 (asker har 2025/26), fekk '2030'",
    ),
    "a file": (
        StorageError("uke.toml", "cannot be read: No such file or directory"),
        "uke.toml kan ikke leses: filen eller mappen finnes ikke",
        "uke.toml kan ikkje lesast: fila eller mappa finst ikkje",
    ),
    "a limit": (
        LimitExceededError("ical_line", 10_000),
        "Limits.ical_line tillater høyst 10\u00a0000; oppgi limits=Limits(ical_line=...) for å tillate mer",
        "Limits.ical_line tillèt høgst 10\u00a0000; oppgje limits=Limits(ical_line=...) for å tillate meir",
    ),
    "a limit in a file": (
        LimitExceededError("rule_text", 9, 18, "in a.toml: pass limits=Limits(rule_text=...) to allow more"),
        (
            "Limits.rule_text tillater høyst 9, fikk 18; "
            "i a.toml: oppgi limits=Limits(rule_text=...) for å tillate mer"
        ),
        (
            "Limits.rule_text tillèt høgst 9, fekk 18; "
            "i a.toml: oppgje limits=Limits(rule_text=...) for å tillate meir"
        ),
    ),
    "a text": (
        ParseError("RecurrenceRule", "must have a FREQ", "INTERVAL=2"),
        "RecurrenceRule må ha FREQ, fikk 'INTERVAL=2'",
        "RecurrenceRule må ha FREQ, fekk 'INTERVAL=2'",
    ),
    "a place in a text": (
        ParseError("TOML", "is malformed: Invalid value", "\n    ", 4),
        "linje 2, kolonne 4: TOML er feil skrevet: ugyldig verdi",
        "linje 2, kolonne 4: TOML er feil skrive: ugyldig verdi",
    ),
    "a long text": (
        WrongTypeError("Room.id", "must be text", b"x" * 1234),
        f"Room.id må være tekst, fikk b'{'x' * 60}'... (1\u00a0234 byte)",
        f"Room.id må vere tekst, fekk b'{'x' * 60}'... (1\u00a0234 byte)",
    ),
    "a rule of something else": (
        InvalidValueError("x", "RecurrenceRule FREQ must be given once"),
        "x RecurrenceRule FREQ må oppgis én gang",
        "x RecurrenceRule FREQ må oppgjevast éin gong",
    ),
    "a hint of two": (
        InvalidValueError("x", "must be text", "", "VTIMEZONE is one of too many; nest less deeply"),
        "x må være tekst, fikk ''; VTIMEZONE er en av for mange; bruk færre nivåer inni hverandre",
        "x må vere tekst, fekk ''; VTIMEZONE er ei av for mange; bruk færre nivå inni kvarandre",
    ),
    "the message of another error as a hint": (
        InvalidValueError("x", "must be text", "", "Y.n must be at least 1, got 0; use .date()"),
        "x må være tekst, fikk ''; Y.n må være minst 1, fikk 0; bruk .date()",
        "x må vere tekst, fekk ''; Y.n må vere minst 1, fekk 0; bruk .date()",
    ),
    "what has no text": (
        InvalidValueError("x", "glimmers {oddly}", 1, "polish {it}"),
        "x glimmers {oddly}, fikk 1; polish {it}",
        "x glimmers {oddly}, fekk 1; polish {it}",
    ),
}


@pytest.mark.parametrize(("error", "nb", "nn"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_said_in_each_language(error, nb, nn):
    assert describe_error(error) == nb
    assert describe_error(error, "nn") == nn
    assert describe_error(error, "en") == str(error)


def test_all_problems_are_said_at_once_each_with_its_place():
    document = (
        "schema_version = 1\n[[torgs]]\nid = 'a'\nname = 'A'\nroms = 1\n"
        "[[torgs.rooms]]\nid = 'sal'\nname = 'Sal'\nseated = '140'\n"
        "[[closures]]\nid = 'c'\ntorg = 'b'\nstart = 2026-01-01\n"
    )
    with pytest.raises(ProblemsError) as caught:
        loads(document, "toml")
    assert describe_error(caught.value, "nb").splitlines() == [
        f"{len(caught.value.problems)} feil:",
        "  torgs[0].roms: er ingen kjent nøkkel her; mente du «rooms»?",
        "  torgs[0].rooms[0].seated: må være et heltall, fikk '140'",
        "  closures[0].reason: må oppgis",
        "  closures[0].torg: må nevne et torg som finnes, fikk 'b'; det finnes: a",
    ]


def test_one_problem_is_one():
    problem = Problem("torgs[0]", "must be a table", "a list", "", "hus.toml")
    assert describe_error(ProblemsError([problem]), "nn") == (
        "1 feil:\n  hus.toml: torgs[0]: må vere ein tabell, fekk ei liste"
    )
    assert describe_problem(problem) == "hus.toml: torgs[0]: må være en tabell, fikk en liste"
    assert describe_problem(problem, "en") == str(problem)


def test_a_problem_of_a_calendar_file_is_said():
    problem = ReadProblem(17, "u", "RRULE", "must be a series", "2026", "it is not kept", True)
    assert describe_problem(problem) == (
        "linje 17: RRULE må være en rekke, fikk '2026'; det er utelatt; den beholdes ikke"
    )
    assert describe_problem(problem, "en") == str(problem)
    assert describe_problem(ReadProblem(9, "", "1,200 more", "are not listed"), "nn") == (
        "linje 9: 1\u00a0200 til er ikkje førte opp"
    )


LEVELS = "that some hours are self-service and by-appointment"
NO_LEVELS = "schema.org has no levels of access; they are named in description alone"
LOSSES = {
    "a line of a file": (ReadLoss(3, "u", "ATTENDEE"), "linje 3: ATTENDEE beholdes ikke"),
    "a feed": (
        FeedLoss("", "is told from 2026-01-01 to 2026-12-31", "pass days"),
        "kalenderen er tatt med fra 2026-01-01 til 2026-12-31; oppgi days",
    ),
    "an event of a feed": (
        FeedLoss("e-1", "goes on after 2026-12-31, up to which it is listed", "pass a later horizon"),
        "e-1 går videre etter 2026-12-31, og er ført opp til da; oppgi en senere horizon",
    ),
    "a schedule": (
        FormatLoss(where="", what=LEVELS, why=NO_LEVELS),
        (
            "åpningsplanen: at noe av åpningstiden er meråpent og etter avtale; "
            "schema.org har ingen åpningsnivåer; de nevnes bare i description"
        ),
    ),
    "a reason": (
        FormatLoss(where="patterns[0]", what="the reason 'must be'", why="schema.org has no place for it"),
        "patterns[0]: begrunnelsen 'must be'; schema.org har ingen plass til det",
    ),
    "a register": (
        RegisterLoss("konkurs", "that it is bankrupt; whether it may still book is for people to say"),
        "konkurs: at den er konkurs; om den fortsatt kan bestille, avgjør mennesker",
    ),
}


@pytest.mark.parametrize(("loss", "nb"), LOSSES.values(), ids=LOSSES)
def test_a_loss_is_said(loss, nb):
    assert describe_loss(loss) == nb
    assert describe_loss(loss, "en") == str(loss)


HIS_OWN_WORDS = [
    "must be text",
    "Kaffe: kake and te",
    "tea, got milk; nest less deeply",
    "Bingo, on Monday",
    "in a.toml: rooms",
    "3 more",
    "one on one",
    "a or b",
    "1,000",
]


@pytest.mark.parametrize("words", HIS_OWN_WORDS)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_came_is_never_put_into_other_words(words, language):
    assert describe_error(InvalidValueError("x", "must be text", words), language).endswith(f" {words!r}")
    problem = Problem("x", "must be text", repr(words))
    assert describe_problem(problem, language).endswith(f" {words!r}")
    loss = FormatLoss(where="x", what=f"the reason {words!r}", why="schema.org has no place for it")
    assert f" {words!r}; schema.org har ingen plass" in describe_loss(loss, language)


@pytest.mark.parametrize(
    "text",
    [
        "x: y and " * 400,
        "must be text; " * 1_000,
        "in a: " * 2_000,
        "must be one of " * 1_000,
        "a must be 1, got 1; " * 1_000,
        "must lie in order between " * 100,
        "{" * 5_000,
        "{}" * 100,
        "{0.__class__}",
        "\n" * 5_000,
        "",
    ],
    ids=lambda text: f"{text[:20]}... {len(text)}",
)
@pytest.mark.parametrize("place", ["rule", "hint", "got"])
def test_a_text_that_is_made_to_be_hard_is_said_all_the_same(text, place):
    problem = Problem(**{"path": "x", "rule": "must be text", place: text})
    with ends():
        assert isinstance(describe_problem(problem), str)


@pytest.mark.parametrize("describe", [describe_error, describe_problem, describe_loss])
@pytest.mark.parametrize("language", ["da", "", None, 1, True, ["nb"]])
def test_there_are_three_languages(describe, language):
    with pytest.raises((InvalidValueError, WrongTypeError)):
        describe(InvalidValueError("x", "must be text"), language)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("describe", [describe_error, describe_problem, describe_loss])
@pytest.mark.parametrize("value", [None, "must be text", 1, ValueError("x"), InvalidValueError, object()])
def test_what_is_no_error_problem_or_loss_is_refused(describe, value, language):
    with pytest.raises(WrongTypeError):
        describe(value, language)


# What is wrong in many places of the package, for one line of each language and no English.
PROVOKED = {
    "seated": lambda: Room(id="a", name="A", seated=1),
    "range": lambda: DateRange(date(2026, 1, 2), date(2026, 1, 1)),
    "instant": lambda: DateRange(datetime(2026, 1, 2, tzinfo=UTC), date(2026, 1, 1)),
    "rule text": lambda: RecurrenceRule.parse("FREQ=WEEKLY;BYDAY=9XX"),
    "rule parts": lambda: RecurrenceRule.parse("FREQ=WEEKLY;BYMONTHDAY=1"),
    "rule numbers": lambda: RecurrenceRule.parse("FREQ=MONTHLY;BYMONTHDAY=40"),
    "missing file": lambda: load("finnes-ikke.toml"),
    "form": lambda: load("finnes-ikke.txt"),
    "json": lambda: loads('{"a" 1}', "json"),
    "depth": lambda: loads("[" * 1000, "json"),
}


@pytest.mark.parametrize("provoke", PROVOKED.values(), ids=PROVOKED)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_errors_of_the_package_have_no_english_left(provoke, language):
    with pytest.raises(InnbyggertorgError) as caught:
        provoke()
    text = describe_error(caught.value, language)
    assert "\n" not in text
    assert not ENGLISH.search(re.sub(r"'.*?'|\".*?\"", "", text)), text
