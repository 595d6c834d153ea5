"""The reference as a person would show it: the function and its helpers, undecorated."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType
from typing import Any


def source_of(function: Callable[..., Any]) -> str:
    """Give the source of `function` after the helpers of its module that it calls.

    Decorators and its docstring, which is the contract, are left out.
    """
    parts = [_bare(helper, docstring=True) for helper in _helpers(function, [])]
    return "\n\n\n".join([*parts, _bare(function, docstring=False)])


def _helpers(function: Any, found: list[Any]) -> list[Any]:
    """Collect the plain functions of the same module, what they call first."""
    for name in function.__code__.co_names:
        helper = function.__globals__.get(name)
        ours = isinstance(helper, FunctionType) and helper.__module__ == function.__module__
        if ours and helper not in found and helper is not function:
            _helpers(helper, found)
            found.append(helper)
    return list(dict.fromkeys(found))


def _bare(function: Any, *, docstring: bool) -> str:
    source = textwrap.dedent(inspect.getsource(function))
    (tree,) = ast.parse(source).body
    lines = source.splitlines()
    assert isinstance(tree, ast.FunctionDef)
    first = tree.body[0]
    if not docstring and ast.get_docstring(tree) is not None and len(tree.body) > 1:
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines[tree.lineno - 1 :]).strip()
