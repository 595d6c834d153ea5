"""The real notes that lie beside the project, with what a person found in them."""

from functools import cache

import pytest
import yaml
from conftest import ROOT

from drill.bank.notes import parse

FOLDER = ROOT.parent / "shared" / "notes"
NAMES = (
    "000_4b769194efd62b06.txt",
    "001_f558b46a689f02d0.txt",
    "002_e96c523834768121.txt",
    "003_857ffb1902a89357.txt",
    "004_f4847e96b0fca584.txt",
)
MORE = (
    "01_scutan90_ch03",
    "05_alexeygrigorev_theory",
    "08_iamtodor_README",
    "12_youssefHosni_DL",
    "18_dong03_bytedance",
    "19_dong03_DL",
    "27_zonechen_python",
)
PATHS = (*NAMES, *(f"more/{name}.md" for name in MORE))
wanted = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real notes are not beside the project")


@cache
def read(path):
    return parse((FOLDER / path).read_bytes(), path)


def text_lines(path):
    """The lines as `grep -n` counts them."""
    lines = (FOLDER / path).read_bytes().decode("utf-8").split("\n")
    return lines if lines[-1] else lines[:-1]


@cache
def truth(name):
    """The questions of one of the five files; or of one of `MORE`."""
    if name in MORE:
        return yaml.safe_load((FOLDER / "more" / f"{name}.truth.yaml").read_text("utf-8"))[
            "questions"
        ]
    every = yaml.safe_load((FOLDER / "truth.yaml").read_text("utf-8"))["questions"]
    return [question for question in every if question["file"] == name]


@cache
def noise(name):
    """The numbers of the lines of a file that are none of its questions."""
    spans = yaml.safe_load((FOLDER / "truth.yaml").read_text("utf-8"))["noise"][name]
    return {n for span in spans for n in range(span["lines"][0], span["lines"][1] + 1)}
