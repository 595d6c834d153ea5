"""Every message that drill raises is in the Chinese catalogue, and nothing else is."""

import ast

import pytest
from conftest import ROOT

from drill.model.chinese import CATALOGUE, chinese

ERRORS = {
    "DrillError",
    "BankError",
    "SubmissionError",
    "SolutionError",
    "SandboxError",
    "StoreError",
    "UsageError",
}


def template(node):
    """Write a string or an f-string the way the catalogue does; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def assigned(tree, name):
    """Every value that a variable of this name gets, also as one of several."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts)
            else:
                pairs = [(target, node.value)]
            yield from (value for to, value in pairs if isinstance(to, ast.Name) and to.id == name)


def choices(value):
    """The texts that `a if x else b` or `a or b` may give."""
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    return value.values if isinstance(value, ast.BoolOp) else [value]


def raised():
    for path in sorted((ROOT / "drill").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ERRORS
            ):
                hints = [word.value for word in node.keywords if word.arg == "hint"]
                said = [*node.args[:1], *hints]
                for name in [value.id for value in said if isinstance(value, ast.Name)]:
                    said += assigned(tree, name)
                for part in [part for value in said for part in choices(value)]:
                    if template(part):
                        yield pytest.param(template(part), id=f"{path.name}:{node.lineno}")


@pytest.mark.parametrize("message", list(raised()))
def test_a_message_we_raise_is_in_the_catalogue(message):
    assert chinese(message.replace("{}", "x")) is not None, message


def test_the_gaps_are_filled_in_order():
    assert chinese("order has no case 'x'") == "order 没有名为 'x' 的用例"
    assert (
        chinese("the log has format 3, and this drill reads up to 1")
        == "作答记录的格式是 3，这个版本的 drill 最高支持 1"
    )
    assert chinese("something else") is None


@pytest.mark.parametrize("english", CATALOGUE)
def test_no_gap_is_lost(english):
    assert CATALOGUE[english].count("{}") == english.count("{}")
