"""How strong are the cases? Make generic mutants of each reference and count who survives.

    python tests/bench/adequacy.py [PROBLEM ...]

A mutant changes one thing in the reference or in a helper it calls: an operator, a
comparison, a constant, a name (max for min), a keyword, a condition, or a whole statement.
It is killed when some draw of the bank rejects it. A survivor is either the same function
(then `equivalent.py` says why) or a hole in the cases. Every mutant runs in a process of its
own, which is killed after a while: that counts as killed too.
"""

import ast
import copy
import inspect
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from equivalent import EQUIVALENT  # noqa: E402

from drill.bank.solutions import load_solution  # noqa: E402
from drill.grading.answer import answer  # noqa: E402
from drill.grading.exam import Exam  # noqa: E402
from drill.grading.judge import judge  # noqa: E402
from drill.model.outcome import Verdict  # noqa: E402

PATIENCE_S = 10
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
NAMES = {
    "maximum": "minimum", "max": "min", "amax": "amin", "sum": "mean", "any": "all", "argmax": "argmin",
    "zeros": "ones", "zeros_like": "ones_like", "floor": "ceil", "var": "std", "prod": "sum",
    "cumsum": "cumprod", "exp": "square", "log": "sqrt", "logical_and": "logical_or",
}  # fmt: skip
NAMES |= {
    new: old
    for old, new in NAMES.items()
    if new in ("minimum", "min", "amin", "mean", "all", "argmin", "ones", "std")
}


def mutants(function: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every single change of a function, with a description."""
    for place, node in enumerate(ast.walk(function)):
        for change in changes(node):
            mutant = copy.deepcopy(function)
            nodes = list(ast.walk(mutant))
            before = ast.unparse(mutant).split("\n")
            change(nodes[place])
            after = ast.unparse(mutant).split("\n")
            yield describe(before, after), mutant


def describe(before: list[str], after: list[str]) -> str:
    """Show the one line that differs."""
    k = next(k for k, line in enumerate(before) if k >= len(after) or after[k] != line)
    return f"{before[k].strip()}  ->  {after[k].strip() if k < len(after) else 'pass'}"


def changes(node: ast.AST) -> Iterator:
    """Yield functions that change one node in place."""
    match node:
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp() if type(node.op) in OPERATORS:
            yield lambda twin: setattr(twin, "op", OPERATORS[type(node.op)]())
        case ast.BinOp(op=ast.MatMult()):
            yield lambda twin: setattr(twin, "op", ast.Mult())
        case ast.Compare():
            for k, operator in enumerate(node.ops):
                for other in COMPARISONS.get(type(operator), ()):
                    yield lambda twin, k=k, other=other: twin.ops.__setitem__(k, other())
        case ast.Constant(value=bool()):
            yield lambda twin: setattr(twin, "value", not node.value)
        case ast.Constant(value=int() | float()):
            yield lambda twin: setattr(twin, "value", node.value + 1)
            yield lambda twin: setattr(twin, "value", node.value - 1)
        case ast.Constant(value=str()):
            yield lambda twin: setattr(twin, "value", node.value + "x")
        case ast.Attribute() if node.attr in NAMES:
            yield lambda twin: setattr(twin, "attr", NAMES[node.attr])
        case ast.Name() if node.id in ("max", "min", "any", "all"):
            yield lambda twin: setattr(twin, "id", NAMES[node.id])
    if isinstance(node, ast.UnaryOp):
        yield (
            lambda twin: (
                twin.__dict__.update(op=ast.UAdd())
                if isinstance(node.op, ast.USub)
                else _negate(twin)
            )
        )
    if isinstance(node, ast.Call):
        for k in range(len(node.keywords)):
            yield lambda twin, k=k: twin.keywords.pop(k)
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        for value in (True, False):
            yield lambda twin, value=value: setattr(twin, "test", ast.Constant(value))
    if isinstance(node, ast.Slice):
        for side in ("lower", "upper", "step"):
            if getattr(node, side) is not None:
                yield lambda twin, side=side: setattr(twin, side, None)
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        for k, statement in enumerate(block if isinstance(block, list) else []):
            docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            if (
                isinstance(statement, ast.stmt)
                and not docstring
                and not isinstance(statement, ast.Pass)
            ):
                yield lambda twin, field=field, k=k: getattr(twin, field).__setitem__(k, ast.Pass())


def _negate(twin: ast.UnaryOp) -> None:
    twin.op, twin.operand = (
        ast.Not() if isinstance(twin.op, ast.Not) else ast.Invert(),
        copy.deepcopy(twin),
    )


def functions(path: Path, reference: str) -> dict[str, ast.FunctionDef]:
    """Find the reference and the helpers that it uses, however deep."""
    tree = ast.parse(path.read_text("utf-8"))
    plain = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and (node.name == reference or not node.decorator_list)
    }
    wanted, found = [reference], {}
    while wanted:
        name = wanted.pop()
        if name in plain and name not in found:
            found[name] = plain[name]
            found[name].decorator_list = []
            _undress(found[name])
            wanted += [node.id for node in ast.walk(plain[name]) if isinstance(node, ast.Name)]
    return found


def _undress(function: ast.FunctionDef) -> None:
    """Take docstring and annotations off: they do nothing."""
    if ast.get_docstring(function):
        function.body.pop(0)
    function.returns = None
    for argument in [*function.args.args, *function.args.kwonlyargs]:
        argument.annotation = None


def killed(
    exam: Exam, functions_: dict[str, ast.FunctionDef], name: str, mutant: ast.FunctionDef
) -> bool:
    """Run one mutant on every draw in a process of its own."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1] != 0
    signal.alarm(PATIENCE_S)
    reference = exam.problem.reference
    namespace = dict(inspect.getmodule(reference.function).__dict__)
    body = [mutant if one == name else node for one, node in functions_.items()]
    module = ast.fix_missing_locations(ast.Module(body=body, type_ignores=[]))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        exec(compile(module, "mutant", "exec"), namespace)
        function = namespace[reference.name]
        for i, one in enumerate(exam.draws):
            verdict, _ = judge(reference, one, exam.expected(i), answer(function, one.inputs))
            if verdict is not Verdict.ACCEPTED:
                os._exit(1)
    except BaseException:
        os._exit(1)
    os._exit(0)


def survivors(path: Path) -> tuple[int, list[str]]:
    """Count the mutants of a problem, and describe those that no case kills."""
    exam = Exam(load_solution(path), seed=0)
    exam.expected(len(exam.draws) - 1)
    found = functions(path, exam.problem.reference.name)
    count, alive = 0, []
    for name, function in found.items():
        for description, mutant in mutants(function):
            count += 1
            if not killed(exam, found, name, mutant):
                alive.append(description)
    return count, alive


def main(names: list[str]) -> int:
    """Print a table: a row a problem."""
    paths = sorted((ROOT / "solutions").glob("*.py"))
    total = [0, 0, 0]
    holes = []
    print(
        f"{'problem':32}{'mutants':>9}{'killed':>9}{'equivalent':>12}{'survived':>10}{'of the rest killed':>20}"
    )
    for path in [one for one in paths if not names or one.stem in names]:
        count, alive = survivors(path)
        known = EQUIVALENT.get(path.stem, {})
        real = [one for one in alive if one not in known]
        row = (count, count - len(alive), len(alive) - len(real), len(real))
        share = 100 * row[1] / max(1, row[1] + row[3])
        print(
            f"{path.stem:32}{row[0]:9}{row[1]:9}{row[2]:12}{row[3]:10}{share:18.1f} %", flush=True
        )
        holes += [f"{path.stem}: {one}" for one in real]
        total = [total[0] + row[1], total[1] + row[2], total[2] + row[3]]
        stale = [one for one in known if one not in alive]
        holes += [f"{path.stem}: listed as equivalent, but killed or gone: {one}" for one in stale]
    print(
        f"{'all':32}{sum(total):9}{total[0]:9}{total[1]:12}{total[2]:10}{100 * total[0] / max(1, total[0] + total[2]):18.1f} %"
    )
    for hole in holes:
        print(hole)
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
