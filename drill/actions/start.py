"""Write a starter file: the contract of a problem, and nothing of its answer."""

import ast
import inspect
import os
import textwrap
from pathlib import Path

from drill.errors import SubmissionError
from drill.model.question import Question
from drill.model.text import Lang
from drill.problem import Problem

ARRAYS = {"Floats", "Ints"}
WIDEST = 88  # of a line, before each parameter gets its own


def start(question: Question, problem: Problem, path: Path, lang: Lang) -> None:
    """Write the starter of `problem` to `path`, which must not exist."""
    text = starter(question, problem, path, lang)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise SubmissionError(
            "there is a file already, and a starter never overwrites one",
            where=str(path),
            hint=f"give another name: `drill start {question.id} {_free(path)}`",
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SubmissionError(f"the starter cannot be written: {reason}", where=str(path)) from None


def starter(question: Question, problem: Problem, path: Path, lang: Lang) -> str:
    """Compose the starter: signature and contract, a body that raises."""
    contract = problem.reference.contract.to(lang)
    raw = "r" if "\\" in contract else ""
    grade = f"drill code {question.id} {path}"
    say = f"Grade it with:  {grade}" if lang is Lang.EN else f"评分：{grade}"
    body = textwrap.indent(f'{raw}"""{contract}\n"""\nraise NotImplementedError\n', "    ")
    body = "\n".join(line.rstrip() for line in body.splitlines())
    return f'"""{question.title.to(lang)}\n\n{say}\n"""\n\nimport numpy as np\n\n\n{header(problem)}\n{body}\n'


def header(problem: Problem) -> str:
    """Write the `def` line of the contract, with np.ndarray for our array types."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(problem.reference.function)))
    (function,) = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in ARRAYS:
            node.id = "np.ndarray"
    names = function.args.args
    defaults = [None] * (len(names) - len(function.args.defaults)) + function.args.defaults
    parameters = [_parameter(name, default) for name, default in zip(names, defaults, strict=True)]
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    line = f"def {function.name}({', '.join(parameters)}){returns}:"
    if len(line) <= WIDEST:
        return line
    return f"def {function.name}(\n    " + ",\n    ".join(parameters) + f",\n){returns}:"


def _parameter(name: ast.arg, default: ast.expr | None) -> str:
    if name.annotation is None:
        return name.arg if default is None else f"{name.arg}={ast.unparse(default)}"
    text = f"{name.arg}: {ast.unparse(name.annotation)}"
    return text if default is None else f"{text} = {ast.unparse(default)}"


def _free(path: Path) -> str:
    names = (path.with_name(f"{path.stem}{k}{path.suffix}") for k in range(2, 1000))
    return os.fspath(next(name for name in names if not name.exists()))
