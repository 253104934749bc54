"""Scripts that complete the command in a shell, made from the command line itself."""

import argparse
from argparse import Namespace
from typing import Final, NamedTuple

from innbyggertorg.cli.arguments import SHELLS, parser_for
from innbyggertorg.cli.codes import DONE
from innbyggertorg.cli.output import write

__all__ = ["run"]

_BASH: Final = """\
# Completion of innbyggertorg for {shell}.
{before}_innbyggertorg() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="" words="" each
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$each" in {commands_or}) command="$each"; break ;; esac
    done
    case "$command $before" in
{values}
    *)
        case "$command$word" in
{options}
        esac
        [ -n "$command" ] || words="{commands} --help --version"
        ;;
    esac
    COMPREPLY=()
    if [ -n "$words" ]; then
        while read -r each; do COMPREPLY+=("$each"); done < <(compgen -W "$words" -- "$word")
    else
        while read -r each; do COMPREPLY+=("$each"); done < <(compgen -f -- "$word")
    fi
}}
complete -o filenames -F _innbyggertorg innbyggertorg
"""
_ZSH_FIRST: Final = "autoload -U +X bashcompinit && bashcompinit\n"
_FISH_FIRST: Final = """\
# Completion of innbyggertorg for fish.
set -l commands {commands}
"""


class _Option(NamedTuple):
    """An option of a command, and what it may be."""

    name: str
    about: str
    values: tuple[str, ...]
    takes_value: bool


def run(options: Namespace) -> int:
    """Print the script for a shell."""
    commands = _commands()
    write(_fish(commands) if options.shell == "fish" else _bash(commands, options.shell))
    return DONE


def _commands() -> dict[str, tuple[str, list[_Option]]]:
    """Return what each command is about, and its options."""
    [action] = [each for each in parser_for(None)._actions if isinstance(each, argparse._SubParsersAction)]
    about = {choice.dest: choice.help or "" for choice in action._choices_actions}
    return {name: (about[name], [*map(_option, _named(parser))]) for name, parser in action.choices.items()}


def _named(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if action.option_strings]


def _option(action: argparse.Action) -> _Option:
    values = tuple(map(str, action.choices or ()))
    about = (action.help or "").split(";")[0] % {"default": action.default, "prog": ""}
    return _Option(action.option_strings[-1], about, values, action.nargs != 0)


def _bash(commands: dict[str, tuple[str, list[_Option]]], shell: str) -> str:
    values = []
    options = []
    for name, (_, own) in commands.items():
        options.append(f'        {name}-*) words="{" ".join(option.name for option in own)}" ;;')
        chosen = [option for option in own if option.values]
        values += [f'    "{name} {each.name}") words="{" ".join(each.values)}" ;;' for each in chosen]
    values.append(f'    "completion completion") words="{" ".join(SHELLS)}" ;;')
    return _BASH.format(
        shell=shell,
        before=_ZSH_FIRST if shell == "zsh" else "",
        commands=" ".join(commands),
        commands_or="|".join(commands),
        values="\n".join(values),
        options="\n".join(options),
    )


def _fish(commands: dict[str, tuple[str, list[_Option]]]) -> str:
    lines = []
    for name, (about, options) in commands.items():
        lines.append(_of_fish("not __fish_seen_subcommand_from $commands", f"-f -a {name}", about))
        for option in options:
            takes = " -r" if option.takes_value else ""
            if option.values:
                takes = f" -x -a {_quoted(' '.join(option.values))}"
            what = f"-l {option.name[2:]}{takes}"
            lines.append(_of_fish(f"__fish_seen_subcommand_from {name}", what, option.about))
    lines.append(_of_fish("__fish_seen_subcommand_from completion", f"-x -a '{' '.join(SHELLS)}'", "shell"))
    return _FISH_FIRST.format(commands=" ".join(commands)) + "\n".join(lines) + "\n"


def _of_fish(condition: str, what: str, about: str) -> str:
    return f'complete -c innbyggertorg -n "{condition}" {what} -d {_quoted(about)}'


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
