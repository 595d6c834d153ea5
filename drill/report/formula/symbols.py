"""What LaTeX calls things, and the characters for them."""

from enum import Enum, auto


class Kind(Enum):
    """What TeX calls the class of a symbol: it decides the spaces around it."""

    ORD = auto()  # a letter, a number, anything in brackets
    WORD = auto()  # a name of several letters, or words
    OP = auto()  # the name of a function
    BIG = auto()  # a sum, a product, an integral
    PLUS = auto()
    TIMES = auto()
    OVER = auto()  # divides, with spaces around it
    SLASH = auto()
    REL = auto()
    PUNCT = auto()
    PREFIX = auto()  # belongs to what follows: ∂x
    SPACE = auto()
    BREAK = auto()  # the end of a line of several


def _table(text: str) -> dict[str, str]:
    """Read `name:character` pairs."""
    return dict(pair.split(":") for pair in text.split())


def _names(text: str) -> list[str]:
    return text.split()


_ORD = _table(
    "alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ "
    "iota:ι kappa:κ lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π varpi:π rho:ρ varrho:ρ sigma:σ "
    "varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Theta:Θ Lambda:Λ "
    "Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω infty:∞ ldots:… cdots:⋯ dots:… dotsc:… "
    "dotsb:⋯ vdots:⋮ ddots:⋱ ell:ℓ hbar:ħ Re:Re Im:Im aleph:ℵ emptyset:∅ varnothing:∅ prime:′ "
    "degree:° top:⊤ intercal:⊤ bot:⊥ angle:∠ triangle:△ square:□ checkmark:✓ dagger:† ddagger:‡ "
    "forall:∀ exists:∃ nexists:∄ neg:¬ lnot:¬ imath:i jmath:j %:% #:# &:& _:_ $:$ |:‖ Vert:‖ "
    "vert:| lvert:| rvert:| lVert:‖ rVert:‖ {:{ }:} lbrace:{ rbrace:} lbrack:[ rbrack:] "
    "lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ langle:⟨ rangle:⟩ backslash:\\"
)
_PLUS = _table("pm:± mp:∓ cup:∪ cap:∩ oplus:⊕ ominus:⊖ vee:∨ lor:∨ wedge:∧ land:∧ setminus:∖")
_TIMES = _table(
    "cdot:⋅ times:× ast:∗ star:⋆ circ:∘ bullet:• odot:⊙ otimes:⊗ circledast:⊛ bigodot:⊙"
)
_OVER = _table("div:÷ bmod:mod oslash:⊘")
_REL = _table(
    "leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ neq:≠ ne:≠ approx:≈ equiv:≡ cong:≅ simeq:≃ "
    "sim:~ propto:∝ ll:≪ gg:≫ in:∈ notin:∉ ni:∋ subset:⊂ subseteq:⊆ supset:⊃ supseteq:⊇ "
    "to:→ rightarrow:→ longrightarrow:→ leftarrow:← gets:← leftrightarrow:↔ mapsto:↦ "
    "Rightarrow:⇒ implies:⇒ Leftarrow:⇐ Leftrightarrow:⇔ iff:⇔ uparrow:↑ downarrow:↓ "
    "mid:| perp:⊥ parallel:∥ triangleq:≜ coloneqq:≔ lt:< gt:> prec:≺ succ:≻ models:⊨ vdash:⊢"
)
_BIG = _table("sum:∑ prod:∏ coprod:∐ int:∫ iint:∬ oint:∮ bigcup:⋃ bigcap:⋂ bigoplus:⨁ bigotimes:⨂")
_OPS = _names(
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup "
    "inf lim liminf limsup arg argmax argmin det dim ker deg gcd hom Pr"
)
_SPACES = {"quad": "  ", "qquad": "    ", **dict.fromkeys((",", ";", ":", " ", ">"), " ")}
_CHARS = {
    Kind.PLUS: "+-±∓∪∩",
    Kind.TIMES: "*·⋅×∗⊙⊗∘",
    Kind.OVER: "÷",
    Kind.SLASH: "/",
    Kind.REL: "=<>≤≥≠≈∈→←≔",
    Kind.PUNCT: ",;:",
    Kind.PREFIX: "∂∇Δ",
    Kind.BIG: "∑∏∫",
}

SYMBOLS: dict[str, tuple[str, Kind]] = {
    f"\\{name}": (text, kind)
    for table, kind in (
        (_ORD, Kind.ORD),
        (_PLUS, Kind.PLUS),
        (_TIMES, Kind.TIMES),
        (_OVER, Kind.OVER),
        (_REL, Kind.REL),
        (_BIG, Kind.BIG),
        ({name: name for name in _OPS}, Kind.OP),
        ({"partial": "∂", "nabla": "∇", "Delta": "Δ"}, Kind.PREFIX),
        ({"colon": ":"}, Kind.PUNCT),
        (_SPACES, Kind.SPACE),
    )
    for name, text in table.items()
}
CHARS = {character: kind for kind, group in _CHARS.items() for character in group}
NEGATED = {"=": "≠", "∈": "∉", "⊂": "⊄", "≡": "≢", "<": "≮", ">": "≯", "∃": "∄", "|": "∤", "~": "≁"}

SUPER = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤*′∘†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ*′°†",
        strict=True,
    )
)
SUB = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

ACCENTS = {  # combining characters, and the name where it goes over several
    "\\hat": ("\u0302", "hat"),
    "\\widehat": ("\u0302", "hat"),
    "\\bar": ("\u0304", "bar"),
    "\\overline": ("\u0304", "overline"),
    "\\tilde": ("\u0303", "tilde"),
    "\\widetilde": ("\u0303", "tilde"),
    "\\vec": ("\u20d7", "vec"),
    "\\dot": ("\u0307", "dot"),
    "\\ddot": ("\u0308", "ddot"),
    "\\check": ("\u030c", "check"),
    "\\breve": ("\u0306", "breve"),
    "\\underline": ("\u0332", "underline"),
}
BOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))  # those that any font has
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))

TEXTS = frozenset(
    f"\\{name}"
    for name in _names(
        "text textrm textbf textit texttt textsf mbox hbox mathrm mathsf mathtt mathit"
    )
)
PLAIN = frozenset(  # say how something looks, and nothing else
    f"\\{name}"
    for name in _names(
        "mathbf boldsymbol bm mathfrak mathnormal boxed underbrace overbrace mathop mathbin mathrel "
        "mathord pmb bf rm it limits nolimits displaystyle textstyle scriptstyle big Big bigg Bigg "
        "bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm middle nonumber notag hline ! left right"
    )
)
UNSEEN = frozenset(("\\hspace", "\\vspace", "\\label", "\\phantom", "\\color", "\\kern"))
OPENERS = {
    "(": "(",
    "[": "[",
    "\\{": "{",
    "\\lbrace": "{",
    "\\lbrack": "[",
    "\\lfloor": "⌊",
    "\\lceil": "⌈",
    "\\langle": "⟨",
    "\\lvert": "|",
    "\\lVert": "‖",
}
CLOSERS = {
    ")": ")",
    "]": "]",
    "\\}": "}",
    "\\rbrace": "}",
    "\\rbrack": "]",
    "\\rfloor": "⌋",
    "\\rceil": "⌉",
    "\\rangle": "⟩",
    "\\rvert": "|",
    "\\rVert": "‖",
}
MATRICES = {
    "matrix": ("[", "]"),
    "bmatrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "smallmatrix": ("[", "]"),
    "array": ("[", "]"),
}
