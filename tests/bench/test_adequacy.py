"""Every generic mutant of a reference is killed by some case, or known to be the same function."""

import pytest
from adequacy import ROOT, survivors
from equivalent import EQUIVALENT

PATHS = sorted((ROOT / "solutions").glob("*.py"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_mutant_survives(path):
    count, alive = survivors(path)

    assert count > 10
    assert [one for one in alive if one not in EQUIVALENT.get(path.stem, {})] == []


def test_a_hole_in_the_cases_shows(tmp_path):
    path = tmp_path / "order.py"
    text = (ROOT / "tests" / "world" / "solutions" / "order.py").read_text("utf-8")
    path.write_text(
        text[: text.index("@case\ndef backwards")] + text[text.index("@sized") :], "utf-8"
    )

    _, alive = survivors(path)

    assert any("reverse" in one for one in alive)
