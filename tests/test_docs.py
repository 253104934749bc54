"""Every example in the README, the docs and the docstrings runs, and every link to a file leads somewhere."""

import re
import shutil
from doctest import ELLIPSIS
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODULES = [path for path in sorted((ROOT / "src").rglob("*.py")) if ">>> " in path.read_text("utf-8")]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def examples_folder(tmp_path, monkeypatch):
    """Work where the shipped examples are, as a reader of the README does, and where files may be written."""
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)


def run_examples(document) -> None:
    """Run the examples of one page or module in order; a later one may use what an earlier one made."""
    for example in document.examples():
        example.evaluate()


@pytest.mark.usefixtures("examples_folder")
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_examples_of_a_page_run(page):
    pytest.importorskip("sybil", reason="sybil runs the examples; it comes with the extra dev")
    from sybil.document import Document
    from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

    run_examples(Document.parse(str(page), PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()))


@pytest.mark.usefixtures("examples_folder")
@pytest.mark.parametrize("module", MODULES, ids=[named(path) for path in MODULES])
def test_the_examples_of_docstrings_run(module):
    pytest.importorskip("sybil", reason="sybil runs the examples; it comes with the extra dev")
    from sybil.document import PythonDocStringDocument
    from sybil.parsers.rest import DocTestParser

    run_examples(PythonDocStringDocument.parse(str(module), DocTestParser(optionflags=ELLIPSIS)))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_to_files_lead_somewhere(page):
    links = {link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link}
    assert not {link for link in links if not (page.parent / link).exists()}


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_relative_to(ROOT / "docs")], ids=named)
def test_every_page_of_the_docs_is_reached_from_its_index(page):
    index = ROOT / "docs" / "index.md"
    reached, waiting = {index}, [index]
    while waiting:
        here = waiting.pop()
        linked = {(here.parent / link).resolve() for link in LINK.findall(here.read_text("utf-8"))}
        new = {path for path in linked if path.suffix == ".md" and path.is_file()} - reached
        reached |= new
        waiting += new
    assert page in reached


def test_the_readme_is_short_and_has_two_commands_of_one_line():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 100
    commands = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert [command.count("\n") for command in commands] == [1, 1]
