"""The direction of imports and the other habits of the code, read from its syntax with the standard library.

Every exception is written down here, with its reason. An exception that no longer occurs fails too.
"""

import ast
import graphlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
PACKAGE = "innbyggertorg"

# A module imports from its own row and the rows above it. The parts of the edges do not know each other.
LAYERS = (
    {"errors", "limits", "_checks", "_values"},
    {"chrono"},
    {"days"},
    {"recurrence"},
    {"inference"},
    {"opening"},
    {"model"},
    {"conflicts"},
    {"language"},
    {"_storage"},  # how the edges write a file whole or not at all
    {"http"},  # how the edges and faces serve bytes; it knows nothing of calendars
    {"documents", "ical", "exchange", "picture"},
    {"cli", "__main__"},
)
EDGES, FACES = LAYERS[-2:]
BESIDE = {"testing", "_hypothesis"}  # may import every layer, and no layer imports them

THIRD_PARTIES = {"attrs", "dateutil", "icalendar"}
# (module, third party): why it needs what is not installed with the package
OPTIONAL = {
    ("documents.cattrs", "cattrs"): "imported by programs that use cattrs, with the extra cattrs",
    ("documents.pydantic", "pydantic_core"): "imported when pydantic itself asks for a schema",
}
DATEUTIL = {"rrule", "easter"}  # what is alike in 2.9 and 4.0

# (importing module, imported module): why it is imported within a function
LATE_IMPORTS = {
    ("cli.arguments", "importlib.metadata"): "only --version pays for it",
    ("ical.jcal", "icalendar"): "only who asks for its objects, or for jCal, waits for it",
    ("_values", "innbyggertorg.documents.pydantic"): "pydantic asks the class, and only its users pay for it",
    ("_hypothesis", "hypothesis"): "the module is imported while Hypothesis is being imported",
    ("_hypothesis", "innbyggertorg.testing"): "only a project that draws values pays for the strategies",
    ("picture.week", "innbyggertorg.picture.page"): "the forms know the picture, and it loads one when asked",
    ("picture.week", "innbyggertorg.picture.svg"): "the same",
    ("picture.week", "innbyggertorg.picture.text"): "the same",
}

# What a module imports from a later layer all the same; it stands in LATE_IMPORTS too, with its reason.
DOWNWARD = {"_values": {"documents.pydantic"}}

# "module:Class" of frozen attrs classes up to the model that are no Value: why their fields need no check
NOT_VALUES = {
    "chrono.zones:Transition": "a result, made by transitions() alone",
    "days.published:WeekMismatch": "a result, made by the comparison alone",
    "days.published:WeekdayMismatch": "a result, made by the comparison alone",
    "errors:Problem": "part of an error, which must never fail itself; Value knows the errors",
    "opening.difference:DayDifference": "a result, made by diff() alone",
    "opening.results:Change": "a result, made by a search alone",
    "opening.results:DayOpening": "a result, made by day() and week() alone",
    "opening.results:Explanation": "a result, made by explain() alone",
    "opening.results:OpeningSpan": "a result, made in bulk",
    "opening.results:OpeningState": "a result, made by at() alone",
    "opening.results:Verdict": "a result, made by explain() alone",
    "model.event:EventOccurrence": "a result, made in bulk from occurrences",
}

# module: what others import and it does not list, for the reference shows what it lists
UNLISTED = {"errors": {"NOTHING", "shown"}}

LONGEST = 400
# module: why it is longer than LONGEST lines
LONG_MODULES: dict[str, str] = {}


def dotted(path: Path) -> str:
    """Return a module's name below the package: `chrono` for its `__init__`, "" for the root."""
    parts = path.relative_to(SRC / PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path): path for path in sorted((SRC / PACKAGE).rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8"), str(path)) for name, path in MODULES.items()}
NAMES = list(MODULES)
SUBMODULES = [name for name in NAMES if name]


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import of a module: the statement, and the dotted name of the module that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                below = whole.removeprefix(f"{PACKAGE}.")
                is_module = below in MODULES or node.module == "dateutil"  # which is empty itself
                yield node, whole if is_module else str(node.module)


def own_imports(name: str) -> set[str]:
    """Return the names below the package of the modules of the package that a module imports."""
    found = {imported for _, imported in imports(TREES[name]) if imported.split(".")[0] == PACKAGE}
    return {imported.removeprefix(PACKAGE).removeprefix(".") for imported in found}


def part(name: str) -> str:
    """Return the part of the package that a module belongs to: a row of the table has one or more."""
    return name.partition(".")[0]


def layer(name: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part(name) in parts)


def inside_functions(tree: ast.AST) -> set[ast.AST]:
    """Return every node that is somewhere within a function."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {inner for function in functions for inner in ast.walk(function)}


# --- imports ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SUBMODULES)
def test_every_module_has_a_place_in_the_table(name):
    assert part(name) in set().union(*LAYERS, BESIDE)


@pytest.mark.parametrize("name", [name for name in SUBMODULES if part(name) not in BESIDE])
def test_imports_point_up_the_table(name):
    for imported in own_imports(name) - DOWNWARD.get(name, set()):
        assert imported, "imports the package root"
        assert part(imported) not in BESIDE, f"imports {imported}"
        assert layer(imported) <= layer(name), f"imports {imported}, of a later layer"
        if part(name) in EDGES:
            assert part(imported) == part(name) or part(imported) not in EDGES, f"imports {imported}: an edge"


@pytest.mark.parametrize("name", [name for name in SUBMODULES if part(name) in BESIDE])
def test_what_stands_beside_imports_neither_the_root_nor_a_face(name):
    assert not {"", *FACES} & {part(imported) for imported in own_imports(name)}


def test_imports_go_round_in_no_circle():
    late = {(name, imported.removeprefix(f"{PACKAGE}.")) for name, imported in LATE_IMPORTS}
    graph = {
        name: {other for other in own_imports(name) - {name} if (name, other) not in late}
        for name in SUBMODULES
    }
    tuple(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("name", NAMES)
def test_third_parties_stay_where_they_belong(name):
    for _, imported in imports(TREES[name]):
        top, _, rest = imported.partition(".")
        if top in sys.stdlib_module_names or top == PACKAGE:
            continue
        if top == "hypothesis":
            assert part(name) in BESIDE, "imports hypothesis"
            continue
        assert top in THIRD_PARTIES or (name, top) in OPTIONAL, f"imports {imported}"
        if top == "icalendar":
            assert part(name) == "ical", "imports icalendar"
        if top == "dateutil":
            assert rest in DATEUTIL, f"imports {imported}"


def test_imports_within_functions_are_on_the_list():
    found = set()
    for name, tree in TREES.items():
        inner = inside_functions(tree)
        found |= {(name, imported) for node, imported in imports(tree) if node in inner}
    assert found == set(LATE_IMPORTS)


@pytest.mark.parametrize("name", NAMES)
def test_the_time_zones_of_dateutil_are_not_used(name):
    assert "dateutil.tz" not in MODULES[name].read_text("utf-8")


def modules_after(statement: str) -> set[str]:
    program = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout))


def test_importing_the_package_imports_nothing_that_it_does_not_need_yet():
    loaded = modules_after(f"import {PACKAGE}")
    own = {module for module in loaded if part(module) == PACKAGE}
    assert own == {PACKAGE}, "the root loads its modules when they are asked for"
    assert not {"attrs", "dateutil", "hypothesis", "icalendar"} & loaded


def test_icalendar_is_imported_when_it_is_used_and_not_before():
    for name, tree in TREES.items():
        inner = inside_functions(tree)
        early = {part(imported) for node, imported in imports(tree) if node not in inner}
        assert "icalendar" not in early, f"{name} imports icalendar when it is imported"


def listed(tree: ast.Module) -> set[str]:
    """Return the names that a module lists in `__all__`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("name", [name for name in SUBMODULES if part(name) not in BESIDE])
def test_what_other_modules_import_is_listed_where_it_is_defined(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{PACKAGE}."):
            source = str(node.module).removeprefix(f"{PACKAGE}.")
            names = {alias.name for alias in node.names if f"{source}.{alias.name}" not in MODULES}
            assert names <= listed(TREES[source]) | UNLISTED.get(source, set()), f"imports from {source}"


# --- habits -------------------------------------------------------------------------------------------


def test_modules_are_small_enough_to_hold_in_the_head():
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name for name, length in lengths.items() if length > LONGEST} == set(LONG_MODULES)


@pytest.mark.parametrize("name", [name for name in NAMES if part(name) not in FACES])
def test_only_the_command_prints(name):
    calls = (node.func for node in ast.walk(TREES[name]) if isinstance(node, ast.Call))
    assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}


# What reads the clock, the locale, the environment or a file.
WORLD = {"now", "utcnow", "today", "environ", "getenv", "open", "read_text", "read_bytes", "setlocale"}
BELOW_THE_EDGES = [name for name in SUBMODULES if part(name) not in {*BESIDE, "_storage", *EDGES, *FACES}]


@pytest.mark.parametrize("name", BELOW_THE_EDGES)
def test_no_clock_locale_environment_or_file_is_read_below_the_edges(name):
    tree = TREES[name]
    named = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not WORLD & (named | attributes)
    assert not {"locale", "os", "pathlib", "time"} & {part(imported) for _, imported in imports(tree)}


def is_frozen(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    named = ast.unparse(called).split(".")[-1]
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return named == "frozen" or any(
        word.arg == "frozen" and isinstance(word.value, ast.Constant) and word.value.value is True
        for word in keywords
    )


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                yield name, node


def bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases}


BASES: dict[str, set[str]] = {}
for _, each in classes():
    BASES.setdefault(each.name, set()).update(bases(each))


def inherits_value(node: ast.ClassDef) -> bool:
    """Whether a class is a value; two modules may each have a class of the same name."""
    waiting, seen = bases(node), set()
    while waiting - seen:
        seen |= waiting
        waiting = {base for name in waiting for base in BASES.get(name, ())}
    return "Value" in seen


def test_every_frozen_class_up_to_the_model_is_a_value_or_on_the_list():
    up_to_the_model = set().union(*LAYERS[: LAYERS.index({"model"}) + 1])
    frozen = {
        f"{name}:{node.name}"
        for name, node in classes()
        if part(name) in up_to_the_model
        if any(is_frozen(decorator) for decorator in node.decorator_list) and not inherits_value(node)
    }
    assert frozen == set(NOT_VALUES)


def test_a_value_puts_its_rules_in_check():
    overridden = {
        f"{name}:{node.name}"
        for name, node in classes()
        if node.name != "Value" and inherits_value(node)
        for inner in node.body
        if isinstance(inner, ast.FunctionDef) and inner.name == "__attrs_post_init__"
    }
    assert not overridden


# --- tests --------------------------------------------------------------------------------------------

TESTS = SRC.parent / "tests"
# What the extra test installs; the judges and tools of the extra dev are used where .ci/run has them.
OF_EVERY_TEST = {PACKAGE, "support", "pytest", "hypothesis", *THIRD_PARTIES, *sys.stdlib_module_names}
OF_EXAMPLES = {"test_docs", "test_embedding"}  # they run the examples, with what those are made for
PLAIN_TESTS = [
    path
    for path in sorted(TESTS.rglob("*.py"))
    if "oracle" not in path.parts and path.stem not in OF_EXAMPLES
]


@pytest.mark.parametrize("path", PLAIN_TESTS, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_only_the_oracles_need_more_than_the_extra_test(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert {part(imported) for _, imported in imports(tree)} <= OF_EVERY_TEST
    assert "importorskip" not in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_every_exception_has_a_reason():
    for reasons in (LATE_IMPORTS, NOT_VALUES, LONG_MODULES, OPTIONAL):
        assert all(reason.strip() for reason in reasons.values())
