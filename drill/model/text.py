"""Words in both languages."""

import re
from dataclasses import dataclass
from enum import StrEnum

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Lang(StrEnum):
    """A language drill speaks."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def to(self, lang: Lang) -> str:
        """Speak `lang`."""
        return self.zh if lang is Lang.ZH else self.en


def split(docstring: str) -> Text:
    """Read a docstring that is English first, then Chinese.

    The Chinese starts at the first line with a Chinese character; either part may be empty.
    """
    lines = docstring.splitlines()
    start = next((i for i, line in enumerate(lines) if HAN.search(line)), len(lines))
    return Text("\n".join(lines[:start]).strip(), "\n".join(lines[start:]).strip())
