"""No command line makes the command fail in another way than it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.cli.arguments import COMMANDS, parser_for
from support.command import ASKER, run
from support.examples import examples

CODES = {0, 1, 2, 3, 4}
OPTIONS = sorted(
    {
        option
        for parser in parser_for(None)._subparsers._group_actions[0].choices.values()
        for action in parser._actions
        for option in action.option_strings
        if option not in {"--output", "--port"}
    }
)
VALUES = [
    *("heggedal", "scenen", "innbyggerservice", "velforeningen", "pandemi-borgen", "nb", "en", "x"),
    *("2021-11-02", "2021-11-27T18:00", "2021-11-27T18:00Z", "9999-12-31", "0001-01-01", "easter", "44"),
    *("2021-W53", "next", "18-20", "23-01", "2h", "744h", "1", "0", "-1", "99999999999999999999", "room"),
    *("FREQ=WEEKLY", "FREQ=DAILY;COUNT=3", "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13", "tuesday", "holidays"),
    *("closed", "self-service", "json", "workshop", "", "\udcff", "\x00", "å", "-", "--", "a\nb"),
]
COMMAND = st.sampled_from([name for name in COMMANDS if name != "serve"])


@examples(60)
@given(COMMAND, st.lists(st.tuples(st.sampled_from(OPTIONS), st.sampled_from(VALUES)), max_size=5))
def test_every_command_line_ends_in_one_of_the_exit_codes(command, options):
    pairs = [word for option, value in options for word in (option, value)]
    done = run(command, *ASKER, *pairs, "--now", "2021-10-20T12:00")
    assert done.returncode in CODES
    assert done.returncode in {0, 4} or done.stderr
    assert b"Traceback" not in done.stderr


@examples(30)
@given(COMMAND, st.lists(st.text(max_size=8) | st.sampled_from([*OPTIONS, *VALUES]), max_size=4))
def test_so_does_anything_else(command, words):
    assert run(command, *words).returncode in CODES


@pytest.mark.parametrize("command", ["check", "hours", "feed", "week"])
@examples(10)
@given(content=st.binary(max_size=60))
def test_so_does_any_content_of_a_document(tmp_path_factory, command, content):
    path = tmp_path_factory.getbasetemp() / "drawn.toml"
    path.write_bytes(content)
    assert run(command, path).returncode in {0, 1, 2}
