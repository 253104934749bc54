"""What the errors of the package say, collected from its source: every rule, hint and loss as a template.

A text is followed from where an error is made back to where it is written: through names, conditions,
constants of other modules, the functions that return it, and the parameters that only hand it on. What is
filled in stands as `{}`.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

SRC = Path(__file__).parents[2] / "src"
PACKAGE = "innbyggertorg"
NOT_READ = {"testing", "_hypothesis"}  # what stands beside the package is for programmers alone

# call: the parameters that hold texts, and their places among the positional arguments
SINKS = {
    "InvalidValueError": {"rule": 1, "hint": 3},
    "WrongTypeError": {"rule": 1, "hint": 3},
    "UnknownReferenceError": {"rule": 1, "hint": 3},
    "UnknownSchoolYearError": {"rule": 1, "hint": 3},
    "StorageError": {"rule": 1, "hint": 3},
    "ParseError": {"rule": 1, "hint": 4},
    "LimitExceededError": {"hint": 3},
    "Problem": {"rule": 1, "hint": 3},
    "UnreadableError": {"rule": 2, "hint": 4},
    "ReadProblem": {"rule": 3, "hint": 5},
    "ReadLoss": {"why": 3},
    "lost": {"why": 3},
    "Loss": {"what": 1, "why": 2, "hint": 2},
    "RegisterLoss": {"what": 1},
}
# The same for words that are put into texts.
FILLS = {"Exact": {"name": 0}, "Text": {"name": 0}, "Known": {"what": 0}, "Unreadable": {"name": 0}}
PLACE = "{}"


class Sink(NamedTuple):
    """A parameter that a text comes in by."""

    call: str
    parameter: str
    fills: bool = False
    home: str = ""  # the module of a function or method of the package that hands it on
    is_method: bool = False

    def takes(self, module: "Module", node: ast.Call) -> bool:
        """Whether a call in a module is a call of it."""
        if called(node) != self.call:
            return False
        if not self.home:
            return True
        if self.is_method:
            return isinstance(node.func, ast.Attribute) and part_of(module.name) == part_of(self.home)
        return isinstance(node.func, ast.Name) and self.home in {module.name, module.home_of(self.call)}


class Module:
    """The syntax of one module, with the parents of its nodes."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.tree = ast.parse(path.read_text("utf-8"))
        self.nodes = [*ast.walk(self.tree)]
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.imported = {
            alias.asname or alias.name: (str(node.module), alias.name)
            for node in self.nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def home_of(self, name: str) -> str:
        return self.imported.get(name, ("", ""))[0]

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node


class Texts(ast.NodeVisitor):
    """The templates that an expression can be.

    What is not known is nothing in a text, and a place among words.
    """

    def __init__(
        self, collector: "Collector", module: Module, seen: frozenset[ast.AST] = frozenset(), *, fills: bool
    ) -> None:
        self.collector = collector
        self.module = module
        self.fills = fills
        self.seen = seen
        self.unknown = {PLACE} if fills else set()

    def visit(self, node: ast.AST) -> set[str]:
        if node in self.seen:
            return self.unknown
        inner = Texts(self.collector, self.module, self.seen | {node}, fills=self.fills)
        return set(super(Texts, inner).visit(node))

    def generic_visit(self, node: ast.AST) -> set[str]:
        if not self.fills:
            self.collector.unclear.add(f"{self.module.name}: {ast.unparse(node)}")
        return self.unknown

    def all_of(self, nodes: Iterable[ast.expr]) -> set[str]:
        return set().union(*map(self.visit, nodes))

    def part(self, node: ast.expr) -> set[str]:
        """Return what a part of a text can be: words that are known, or a place for others."""
        return Texts(self.collector, self.module, self.seen, fills=True).visit(node) or {PLACE}

    def visit_Constant(self, node: ast.Constant) -> set[str]:
        if isinstance(node.value, str):
            return {node.value.replace("{", "{{").replace("}", "}}")}
        return set() if node.value is None else self.unknown

    def visit_JoinedStr(self, node: ast.JoinedStr) -> set[str]:
        return {"".join(each) for each in product(*map(self.part, node.values))}

    def visit_FormattedValue(self, node: ast.FormattedValue) -> set[str]:
        return self.visit(node.value)

    def visit_BinOp(self, node: ast.BinOp) -> set[str]:
        sums = {"".join(each) for each in product(self.part(node.left), self.part(node.right))}
        return {PLACE if text == PLACE * 2 else text for text in sums}  # two numbers

    def visit_IfExp(self, node: ast.IfExp) -> set[str]:
        return self.all_of((node.body, node.orelse))

    def visit_BoolOp(self, node: ast.BoolOp) -> set[str]:
        return self.all_of(node.values)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> set[str]:
        return self.visit(node.value)

    def visit_Dict(self, node: ast.Dict) -> set[str]:
        return self.all_of(node.values)

    def visit_Tuple(self, node: ast.Tuple) -> set[str]:
        return self.all_of(node.elts)

    def visit_Subscript(self, node: ast.Subscript) -> set[str]:
        return self.visit(node.value) if isinstance(node.value, ast.Name) else self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> set[str]:
        if node.attr in {"rule", "hint", "why"}:  # of another error, whose text is collected where it is made
            return self.unknown
        of_self = isinstance(node.value, ast.Name) and node.value.id == "self"
        values = [*assigned(self.module.nodes, node.attr)] if of_self else []
        return self.all_of(values) if values else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> set[str]:
        functions = (each for each in self.module.around(node) if isinstance(each, ast.FunctionDef))
        for function in functions:
            if values := [*assigned(ast.walk(function), node.id)]:
                return self.all_of(values)
            if node.id in {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}:
                self.collector.hands_on(self.module, function, node.id, fills=self.fills)
                return self.unknown
        return self.constant(self.module, node.id)

    def constant(self, module: Module, name: str) -> set[str]:
        if values := [*assigned(ast.iter_child_nodes(module.tree), name)]:
            there = Texts(self.collector, module, self.seen, fills=self.fills)
            return there.all_of(values)
        home, original = module.imported.get(name, ("", ""))
        known = self.collector.modules.get(home)
        return self.constant(known, original) if known else self.unknown

    def visit_Call(self, node: ast.Call) -> set[str]:
        name = called(node)
        is_function = isinstance(node.func, ast.Name)
        if name == "get" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            return self.visit(node.func.value)
        if self.fills and (name == "shown" or not is_function):
            return {PLACE}
        found: set[str] = set()
        for home, function in self.collector.functions.get(name, ()):
            if is_function and home is not self.module and self.module.home_of(name) != home.name:
                continue
            there = Texts(self.collector, home, self.seen, fills=self.fills)
            returns = (each.value for each in ast.walk(function) if isinstance(each, ast.Return))
            found |= there.all_of(each for each in returns if each is not None)
        if name in self.collector.functions or name == "str":
            return found or self.unknown
        return self.generic_visit(node)


class Collector:
    """Follows texts from the errors back to where they are written.

    Attributes:
        found: The rules, hints and losses.
        fills: Words that are put into them.
        unclear: Expressions that stand for a whole text and are not understood.
    """

    def __init__(self) -> None:
        paths = {dotted(path): path for path in sorted((SRC / PACKAGE).rglob("*.py"))}
        self.modules = {
            name: Module(name, path) for name, path in paths.items() if not NOT_READ & {*name.split(".")[1:2]}
        }
        self.sinks = {
            Sink(call, parameter, fills): place
            for fills, table in ((False, SINKS), (True, FILLS))
            for call, places in table.items()
            for parameter, place in places.items()
        }
        # whose message becomes the rule of a ParseError
        self.sinks[Sink("ValueError", "rule", home=f"{PACKAGE}.recurrence.text")] = 0
        self.found: set[str] = set()
        self.fills: set[str] = set()
        self.unclear: set[str] = set()
        self.functions: dict[str, list[tuple[Module, ast.FunctionDef]]] = {}
        self.classes: dict[str, list[tuple[Module, ast.ClassDef]]] = {}
        for module in self.modules.values():
            for node in module.nodes:
                if isinstance(node, ast.FunctionDef):
                    self.functions.setdefault(node.name, []).append((module, node))
                elif isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, []).append((module, node))
        self._collect()

    def _collect(self) -> None:
        calls = [
            (module, node)
            for module in self.modules.values()
            for node in module.nodes
            if isinstance(node, ast.Call)
        ]
        done: set[Sink] = set()
        while waiting := set(self.sinks) - done:
            done |= waiting
            by_call: dict[str, list[Sink]] = {}
            for sink in waiting:
                by_call.setdefault(sink.call, []).append(sink)
                self._collect_defaults(sink)
            for module, node in calls:
                for sink in by_call.get(called(node), ()):
                    if sink.takes(module, node) and (given := self._given(sink, node)) is not None:
                        texts = Texts(self, module, fills=sink.fills).visit(given)
                        (self.fills if sink.fills else self.found).update(texts - {""})

    def _collect_defaults(self, sink: Sink) -> None:
        """Collect what a parameter, or a field of a class, is where nothing is given."""
        kept = self.fills if sink.fills else self.found
        for module, made in (*self.functions.get(sink.call, ()), *self.classes.get(sink.call, ())):
            if sink.home in {"", module.name}:
                is_class = isinstance(made, ast.ClassDef)
                values = assigned(made.body, sink.parameter) if is_class else defaults(made, sink.parameter)
                plain = (each for each in values if isinstance(each, ast.Constant | ast.Name))
                kept.update(Texts(self, module, fills=sink.fills).all_of(plain) - {""})

    def _given(self, sink: Sink, node: ast.Call) -> ast.expr | None:
        place = self.sinks[sink]
        for word in node.keywords:
            if word.arg == sink.parameter:
                return word.value
        if any(isinstance(each, ast.Starred) for each in node.args[: place + 1]):
            return None
        return node.args[place] if 0 <= place < len(node.args) else None

    def hands_on(self, module: Module, function: ast.FunctionDef, name: str, *, fills: bool) -> None:
        """Take the parameter of a function for a sink."""
        owner = module.parents[function]
        is_method = isinstance(owner, ast.ClassDef)
        positional = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
        static = any(ast.unparse(each) == "staticmethod" for each in function.decorator_list)
        place = positional.index(name) - (is_method and not static) if name in positional else -1
        if isinstance(owner, ast.ClassDef) and function.name == "__init__":
            sink = Sink(owner.name, name, fills, module.name)
        else:
            sink = Sink(function.name, name, fills, module.name, is_method)
        self.sinks.setdefault(sink, place)


@cache
def collected() -> Collector:
    """Return what the source says; it is read once."""
    return Collector()


def dotted(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def defaults(function: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    """Yield what a parameter is where nothing is given."""
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    pairs = [
        *zip(positional[len(positional) - len(given.defaults) :], given.defaults, strict=True),
        *zip(given.kwonlyargs, given.kw_defaults, strict=True),
    ]
    yield from (value for each, value in pairs if each.arg == name and value is not None)


def assigned(nodes: Iterable[ast.AST], name: str) -> Iterator[ast.expr]:
    """Yield what a name, or an attribute of that name, is set to among some nodes."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=target) | ast.Attribute(attr=target)], value=value):
                pairs = [(target, value)]
            case (
                ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value)
                | ast.NamedExpr(target=ast.Name(id=target), value=value)
            ):
                pairs = [(target, value)]
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                names = (each.id if isinstance(each, ast.Name) else "" for each in targets)
                pairs = [*zip(names, values, strict=False)]
            case ast.For(target=ast.Name(id=target), iter=values):
                pairs = [(target, values)]
            case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                columns = zip(*(row.elts for row in rows if isinstance(row, ast.Tuple)), strict=True)
                pairs = [
                    (each.id, value)
                    for each, column in zip(targets, columns, strict=False)
                    for value in column
                    if isinstance(each, ast.Name)
                ]
            case ast.For(
                target=ast.Tuple(elts=[_, ast.Name(id=target)]),
                iter=ast.Call(func=ast.Attribute(attr="items", value=values)),
            ):
                pairs = [(target, values)]
            case _:
                continue
        yield from (value for target, value in pairs if target == name)
