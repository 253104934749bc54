"""Strategies for text: what people write, and what breaks the formats that carry it."""

from functools import cache
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

__all__ = ["identifiers", "lines", "prose", "urls"]

_HARD_LINES: Final = (
    "Språkkafé",
    "Øvelse, åpen: «alle»; ta med kake",
    "blåbær",  # in composed and in decomposed letters
    "bla\u030aba\u0308r",
    "a\tb",
    "ad\u200bmin\ufeff",
    "\U0001f3b7 Korps \U0001f1f3\U0001f1f4",
    "\\n \\, \\; \\\\",  # what iCalendar escapes
    '"""',  # what TOML and JSON escape
    "'''",
    "# = [x] \"y\" 'z' \\u0041",
    "{0.__class__} %s%n ${x}",
    "</title><script>alert(1)</script>",  # what HTML escapes
    '=HYPERLINK("http://evil.test")',  # what a spreadsheet takes for a formula
    "ATTENDEE:mailto:evil@example.test",
    "END:VEVENT",
    "x" * 200,
    "å" * 200,  # folded within a letter, if folding counts wrongly
    "2026-05-17T18:00:00Z",
    "null",
)
_IN_LINES: Final = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)


@cache
def lines(most: int = 40) -> SearchStrategy[str]:
    """Draw one-line texts, at most *most* characters long where they are not among the hard ones."""
    return st.one_of(st.sampled_from(_HARD_LINES), st.text(_IN_LINES, min_size=1, max_size=most)).filter(
        str.strip
    )


@cache
def prose(most: int = 5) -> SearchStrategy[str]:
    """Draw texts of one to *most* lines, empty ones among them; line breaks are line feeds."""
    return st.lists(lines() | st.just(""), min_size=1, max_size=most).map("\n".join).filter(str.strip)


@cache
def identifiers() -> SearchStrategy[str]:
    """Draw ids: short ones, ones that look like numbers, and ones of 63 characters."""
    hard = st.sampled_from(("a", "0", "2026-05-17", "true", "x" * 63, "a-", "1e9"))
    names = st.from_regex("[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
    return st.one_of(st.sampled_from(("heggedal", "sal", "bibliotek")), names, hard).filter(_is_allowed)


def _is_allowed(name: str) -> bool:
    return name not in {"con", "prn", "aux", "nul"} and name[:3] not in {"com", "lpt"}


@cache
def urls() -> SearchStrategy[str]:
    """Draw http and https URLs."""
    path = st.text("abc/?=&;,.~%-:@[]()*+!$'", max_size=12)
    return st.builds(
        lambda scheme, host, rest: f"{scheme}://{host}/{rest}",
        st.sampled_from(("https", "http", "HTTPS")),
        st.sampled_from(("example.no", "localhost:8080", "[2001:db8::1]", "xn--bl-zia.example")),
        path,
    )
