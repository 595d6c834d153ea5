"""Import a solution file: reference, cases and mistakes.

In the grader this happens only after the sandboxed child was forked, so that nothing of a
solution is ever in that child's memory.
"""

import importlib.util
import sys
from pathlib import Path

from drill.errors import SolutionError
from drill.problem import MODULE_PREFIX, Problem, collect


def load_solution(path: Path) -> Problem:
    """Read the solution at `path`; its file stem is the id of the problem."""
    name = MODULE_PREFIX + path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SolutionError(f"no solution file for {path.stem!r}", where=str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
        return collect(module, path.stem)
    except SolutionError as error:
        raise SolutionError(error.message, where=error.where or str(path)) from None
    except Exception as error:
        raise SolutionError(
            f"the solution does not import: {type(error).__name__}: {error}", where=str(path)
        ) from error
