"""Formulas in ASCII, for terminals that have no better characters: `x_i^2`, `sqrt d_k`."""

import re
import unicodedata

from drill.report.formula.symbols import SUB, SUPER

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "sigma_ sigma tau upsilon phi chi psi omega"
)
_SMALL = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _NAMES.replace("_", "").split(), strict=True))
_GREEK = _SMALL | {
    letter.upper(): name.capitalize() for letter, name in _SMALL.items() if letter != "ς"
}
_ACCENTS = {
    "\u0302": "_hat",
    "\u0304": "_bar",
    "\u0303": "_tilde",
    "\u20d7": "_vec",
    "\u0307": "_dot",
    "\u0308": "_ddot",
}
_SIGNS = {
    **_GREEK,
    "ϑ": "theta",
    "⋅": "*",
    "∗": "*",
    "⋆": "*",
    "∘": "o",
    "•": "*",
    "⊙": "(.)",
    "⊗": "(x)",
    "⊕": "(+)",
    "÷": "/",
    "±": "+-",
    "∓": "-+",
    "√": "sqrt",
    "∑": "sum",
    "∏": "prod",
    "∫": "int",
    "∞": "inf",
    "∂": "d",
    "∇": "grad",
    "∈": "in",
    "∉": "not in",
    "∪": "cup",
    "∩": "cap",
    "⊂": "subset",
    "⊆": "subseteq",
    "∖": "\\",
    "∅": "{}",
    "∀": "for all ",
    "∃": "exists ",
    "≈": "~=",
    "≠": "!=",
    "≡": "==",
    "≪": "<<",
    "≫": ">>",
    "∝": "prop. to",
    "≔": ":=",
    "←": "<-",
    "↑": "Up",
    "↓": "Down",
    "⇒": "=>",
    "⇐": "<=",
    "⇔": "<=>",
    "⋯": "...",
    "⋮": ":",
    "‖": "||",
    "⌊": "floor(",
    "⌋": ")",
    "⌈": "ceil(",
    "⌉": ")",
    "⟨": "<",
    "⟩": ">",
    "′": "'",
    "″": "''",
    "°": " deg",
    "⊤": "T",
    "ℓ": "l",
    **dict(zip("ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛ", "CHNPQRZBEFHILMR", strict=True)),
    **dict.fromkeys("⎧⎨⎩", "{"),
    "⏎": "[Enter]",
    "↪": "..",
    "▸": ">",
    "▏": "|",
    **{chr(0x2460 + i): f"({i + 1})" for i in range(20)},
}
_PLAIN = {sign: letter for letter, sign in (*SUPER.items(), *SUB.items()) if sign != letter}
_RAISED = re.compile(f"[{''.join(one for one in SUPER.values() if one not in '*′°†')}]+")
_LOWERED = re.compile(f"[{''.join(SUB.values())}]+")
_CROWDED = re.compile(f"([∇√{''.join(_GREEK)}](?:{'|'.join(_ACCENTS)})*)(?=[^\\W_])")


def spelled(text: str) -> str:
    """Spell the signs of formulas; others stay as they are."""
    text = _RAISED.sub(lambda found: _script("^", found[0]), text)
    text = _LOWERED.sub(lambda found: _script("_", found[0]), text)
    text = "".join(map(_taken_apart, text))
    text = _CROWDED.sub(r"\1 ", text)
    return "".join(_ACCENTS.get(one) or _SIGNS.get(one, one) for one in text)


def _script(sign: str, text: str) -> str:
    plain = "".join(_PLAIN[one] for one in text).replace("⊤", "T")
    bare = plain.isdigit() or len(plain) == 1 or (sign == "_" and plain.isalnum())
    return sign + (plain if bare else f"({plain})")


def _taken_apart(character: str) -> str:
    """Part a letter from an accent that has a name; others, as in café, stay."""
    if character.isascii():
        return character
    apart = unicodedata.normalize("NFD", character)
    return apart if len(apart) == 2 and apart[1] in _ACCENTS and apart[0].isascii() else character
