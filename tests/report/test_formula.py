r"""LaTeX as text: what it should look like, and that it keeps its value.

The proof that brackets are right is the last property: random formulas are written as LaTeX,
read as text by a small parser that refuses whatever could be read in two ways, and must have
the value they were made with.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drill.report.formula.layout import displayed, readable
from drill.report.formula.symbols import SUB, SUPER, SYMBOLS
from drill.report.screen import writable

PAIRS = r"""
\frac{W-K+2P}{S} => (W - K + 2P)/S
\lfloor\frac{W-K+2P}{S}\rfloor+1 => ⌊(W - K + 2P)/S⌋ + 1
\left\lfloor \frac{n + 2p - d(k - 1) - 1}{s} \right\rfloor + 1 => ⌊(n + 2p - d(k - 1) - 1)/s⌋ + 1
\frac{k^2 C_{in} + C_{in} C_{out}}{k^2 C_{in} C_{out}} = \frac{1}{C_{out}} + \frac{1}{k^2} => (k² Cᵢₙ + Cᵢₙ Cₒᵤₜ)/(k² Cᵢₙ Cₒᵤₜ) = 1/Cₒᵤₜ + 1/k²
\frac{a}{b} => a/b
\dfrac{a+b}{2} => (a + b)/2
\frac12 => 1/2
\frac{a}{bc} => a/(bc)
\frac{a}{2\pi} => a/(2π)
\frac{ab}{c} => ab/c
\frac{a}{b^2} => a/b²
\frac{\frac{a}{b}}{c} => (a/b)/c
\frac{a}{\frac{b}{c}} => a/(b/c)
\frac{a}{b} c => (a/b) c
c \frac{a}{b} => c a/b
\frac{1}{2}(x+y) => (1/2)(x + y)
\frac{a}{b} \cdot c => a/b ⋅ c
\frac{a}{b} + c => a/b + c
a - \frac{b+c}{d} => a - (b + c)/d
x + \frac{-a}{b} => x + (-a/b)
\frac{-a}{b} => -a/b
2\frac{1}{2} => 2(1/2)
x / \frac{a}{b} => x/(a/b)
\left(\frac{a}{b}\right)^2 => (a/b)²
{\frac{a}{b}}^2 => (a/b)²
\frac{|A \cap B|}{|A \cup B|} => |A ∩ B|/|A ∪ B|
\frac{TP}{TP + FP} => TP/(TP + FP)
\frac{\text{area of overlap}}{\text{area of union}} => (area of overlap)/(area of union)
\frac{\text{交集}}{\text{并集}} => 交集/并集
\frac{\partial L}{\partial w} => ∂L/∂w
\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \frac{\partial y}{\partial x} => ∂L/∂x = (∂L/∂y)(∂y/∂x)
\frac{\partial^2 f}{\partial x \partial y} => ∂²f/(∂x ∂y)
\frac{dy}{dx} => dy/dx
\frac{-b \pm \sqrt{b^2 - 4ac}}{2a} => (-b ± √(b² - 4ac))/(2a)
\frac{p(x)}{q(x)} => p(x)/q(x)
\frac{\exp(x_i)}{\sum_j \exp(x_j)} => exp(xᵢ)/(∑ⱼ exp(xⱼ))
\frac{1}{1 + e^{-x}} => 1/(1 + e⁻ˣ)
\frac{\log x}{n} => (log x)/n
\log\frac{p}{q} => log(p/q)
\frac{n!}{k!} => n!/k!
\frac{a \bmod b}{c} => (a mod b)/c
x^2 => x²
x^{n+1} => xⁿ⁺¹
x^{-1} => x⁻¹
x^-1 => x⁻¹
x^{q+1} => x^(q+1)
x^{1/2} => x^(1/2)
x^{0.5} => x^0.5
e^{-x^2/2} => e^(-x²/2)
e^{\frac{a}{b}} => e^(a/b)
(a+b)^2 => (a + b)²
{a+b}^2 => (a + b)²
x_i => xᵢ
x_{i,j} => x_(i,j)
x_{t-1} => xₜ₋₁
C_{out} => Cₒᵤₜ
W_{oc}^{(l)} => W⁽ˡ⁾_oc
x_c^2 => x²_c
x_i^2 => xᵢ²
x^{2}_{i} => xᵢ²
\theta_{\text{old}} => θ_old
K^T => Kᵀ
Q K^\top => QKᵀ
f'(x) => f′(x)
f''(x) => f″(x)
x^{(i)} => x⁽ⁱ⁾
x^(i) => x⁽ⁱ⁾
90^\circ => 90°
\sqrt{x} => √x
\sqrt{d_k} => √dₖ
\sqrt{x+1} => √(x + 1)
\sqrt{x^2} => √(x²)
\sqrt[3]{x} => ∛x
\sqrt[n]{x} => ⁿ√x
{\sqrt{x}}^2 => (√x)²
\frac{QK^T}{\sqrt{d_k}} => QKᵀ/√dₖ
\text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right) V => softmax(QKᵀ/√dₖ) V
\sum_{i=1}^{n} x_i => ∑ᵢ₌₁ⁿ xᵢ
\frac{1}{n} \sum_{i=1}^{n} (x_i - \bar{x})^2 => (1/n) ∑ᵢ₌₁ⁿ (xᵢ - x̄)²
\prod_{i < l} s_i => ∏_(i<l) sᵢ
\int_0^1 x^2 \, dx => ∫₀¹ x² dx
\max_{\theta} f(\theta) => max_θ f(θ)
\arg\max_x p(x) => arg maxₓ p(x)
\max(0, 1 - yf(x)) => max(0, 1 - yf(x))
\operatorname{softmax}(x) => softmax(x)
\operatorname*{argmin}_w \|w\|^2 => argmin_w ‖w‖²
-\sum_i y_i \log p_i => -∑ᵢ yᵢ log pᵢ
-\alpha_t (1 - p_t)^\gamma \log(p_t) => -αₜ(1 - pₜ)^γ log(pₜ)
\|x\|_2^2 + \lambda |w| => ‖x‖₂² + λ|w|
\mathbb{E}_{x \sim p}[f(x)] => E_(x~p)[f(x)]
x \in \mathbb{R}^{n} => x ∈ ℝⁿ
\mathbb{R}^{n \times m} => ℝ^(n×m)
\mathcal{L} = \mathcal{L}_{cls} + \lambda \mathcal{L}_{box} => ℒ = ℒ_cls + λℒ_box
\hat{y} - y => ŷ - y
\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} => x̂ = (x - μ)/√(σ² + ε)
\tilde x + \vec v => x̃ + v⃗
\overline{AB} => overline(AB)
A \odot B \oplus C => A ⊙ B ⊕ C
a \leq b \neq c \geq d \approx e => a ≤ b ≠ c ≥ d ≈ e
\theta \leftarrow \theta - \eta \nabla_\theta J(\theta) => θ ← θ - η ∇_θ J(θ)
x \notin \emptyset, \infty => x ∉ ∅, ∞
a_1, \ldots, a_n => a₁, …, aₙ
p(x | y) = p(x \mid y) => p(x|y) = p(x | y)
\{x \mid x > 0\} => {x | x > 0}
[0, 1) => [0, 1)
\begin{bmatrix} a & b \\ c & d \end{bmatrix} => [a b; c d]
\begin{pmatrix} x+1 & 0 \\ 0 & 1 \end{pmatrix} => (x + 1, 0; 0, 1)
f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases} => f(x) = {x if x > 0; 0 otherwise}
\begin{aligned} a &= b \\ c &= d \end{aligned} => a = b; c = d
\underbrace{a + b}_{n\text{ terms}} => (a + b)_(n terms)
\binom{n}{k} => C(n, k)
a \quad b => a  b
0.9\% => 0.9%
x := 3 => x := 3
PE_{(pos, 2i)} = \sin\left(\frac{pos}{10000^{2i/d}}\right) => PE_(pos,2i) = sin(pos/10000^(2i/d))
\text{CIoU} = \text{IoU} - \frac{\rho^2(b, b^{gt})}{c^2} - \alpha v => CIoU = IoU - ρ²(b, bᵍᵗ)/c² - αv
\bm{W}\mathbf{x} + b => Wx + b
x_{\pi \in B} y_{<t} => x_(π ∈ B) y_(<t)
\foo{x} + \bar{\baz} => foo x + bar(baz)
\textcolor{red}{x} + 1 => x + 1
\not= \not\in => ≠ ∉
"""
CASES = [tuple(line.split(" => ")) for line in PAIRS.strip().split("\n")]


@pytest.mark.parametrize(("latex", "text"), CASES, ids=[latex for latex, _ in CASES])
def test_a_formula_reads_as_one_would_write_it(latex, text):
    assert readable(latex) == text


def test_cases_stand_under_each_other_on_lines_of_their_own():
    latex = r"f(x) = \begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}."

    assert displayed(latex) == ["f(x) = ⎧ x   if x > 0", "       ⎩ αx  otherwise."]


def test_a_formula_of_several_lines_keeps_them():
    latex = r"\begin{aligned} m_t &= \beta_1 m_{t-1} \\ v_t &= \beta_2 v_{t-1} \\ \end{aligned}"

    assert displayed(latex) == ["mₜ = β₁ mₜ₋₁", "vₜ = β₂ vₜ₋₁"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{a", "a/"),
        (r"a}", "a}"),
        (r"\left( a", "(a"),
        (r"x^", "x^"),
        (r"x_{", "x_"),
        (r"(a]", "(a]"),
        ("|x", "|x"),
        ("\\", "\\"),
        (r"\begin{cases} a", "begin casesa"),
        (r"a^b^c", "(aᵇ)ᶜ"),
    ],
)
def test_what_is_not_balanced_is_shown_all_the_same(latex, text):
    assert readable(latex) == text


def test_brackets_in_brackets_have_no_end():
    for sign in ("{", "(", r"\left(", r"\frac{", "^{", r"\sqrt{", r"\begin{cases}"):
        closing = {"(": ")", r"\left(": r"\right)"}.get(sign, "}")
        assert "x" in readable(sign * 500 + "x" + closing * 500)
        assert "x" in readable(sign * 500 + "x")


TEX = st.lists(
    st.sampled_from([*r"abxyz0123456789 {}[]()^_&'|+-*/=<>,.;:!~$%#", "\\", "\\\\", "\n", "，中文"])
    | st.sampled_from(sorted(SYMBOLS))
    | st.sampled_from(
        r"\frac \sqrt \text \left \right \begin{cases} \end{cases} \begin{bmatrix} \end{bmatrix} "
        r"\hat \not \mathbb \operatorname \underbrace \substack \binom \over \limits \middle".split()
    ),
    max_size=40,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEX)
def test_any_text_is_a_formula(latex):
    assert "\n" not in readable(latex)
    displayed(latex)


@given(st.text(max_size=60))
def test_any_text_at_all_is_a_formula(latex):
    readable(latex)


@settings(max_examples=300, deadline=None)
@given(TEX.filter(lambda one: not re.search(r"\\(begin|end|not)", one)))
def test_no_letter_and_no_number_is_lost(latex):
    bare = re.sub(r"\\[A-Za-z]+", " ", latex)
    wanted = [one for one in bare if one.isascii() and one.isalnum()]
    named = re.findall(r"\\([A-Za-z]+)", latex)

    text = unicodedata.normalize("NFKC", readable(latex))

    for letter in set(wanted):
        assert text.count(letter) >= wanted.count(letter), named


def test_every_formula_can_be_said_in_ascii():
    for latex, _ in CASES:
        text = writable(readable(latex), "ascii")
        assert not re.search(r"\\[ux][0-9a-f]{2}", text) or not readable(latex).isascii()
    assert writable(
        readable(r"\frac{x_i - \mu_{run}}{\sqrt{\sigma^{2n+1} + \epsilon}}"), "ascii"
    ) == ("(x_i - mu_run)/sqrt(sigma^(2n+1) + epsilon)")
    assert writable(readable(r"2 \cdot \gamma \hat{x} - QK^T"), "ascii") == "2 * gamma x_hat - QK^T"


# ---- the value -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Op:
    """A node: what is done, to what."""

    name: str
    parts: tuple


LETTERS = "abcknpqstxyzWKPS"
VALUES = {one: Fraction(3 * i + 2, 7) for i, one in enumerate(LETTERS)}
leaves = (
    st.sampled_from(LETTERS)
    | st.integers(0, 99).map(str)
    | st.sampled_from(
        [f"{letter}_{index}" for letter in "xwab" for index in ("i", "c", "{in}", "{i+1}", "{q,1}")]
    )
)


def trees(inner):
    two = st.tuples(inner, inner)
    return st.one_of(
        *(
            st.builds(Op, st.just(name), two)
            for name in ("+", "-", "*", "beside", "frac", "frac", "/")
        ),
        st.builds(Op, st.just("^"), st.tuples(inner, inner)),
        st.builds(Op, st.just("neg"), st.tuples(inner)),
        st.builds(Op, st.just("sqrt"), st.tuples(inner)),
        st.builds(Op, st.just("log"), st.tuples(inner)),
        st.builds(Op, st.just("norm"), st.tuples(inner)),
    )


formulas = st.recursive(leaves, trees, max_leaves=9)
LOOSE, PRODUCT, ATOM = 0, 1, 2


def latex_of(tree, level=LOOSE):
    """Write a tree as LaTeX; brackets only where LaTeX itself shows no difference."""
    if isinstance(tree, str):
        return tree
    a, *rest = tree.parts
    b = rest[0] if rest else None
    match tree.name:
        case "+" | "-":
            text, own = f"{latex_of(a)} {tree.name} {latex_of(b, PRODUCT)}", LOOSE
        case "neg":
            text, own = f"-{latex_of(a, PRODUCT)}", LOOSE
        case "*":
            text, own = rf"{latex_of(a, PRODUCT)} \cdot {latex_of(b, ATOM)}", PRODUCT
        case "beside":  # both in brackets where they could be read as one number or a function
            text, own = rf"({latex_of(a)}) ({latex_of(b)})", PRODUCT
            if (isinstance(b, str) and not b[0].isdigit()) or getattr(b, "name", "") == "frac":
                text = f"{latex_of(a, ATOM)} {latex_of(b)}"
            elif isinstance(a, str) and getattr(b, "name", "") in ("+", "-"):
                text = f"{a} ({latex_of(b)})"
        case "/":
            text, own = f"{latex_of(a, ATOM)} / {latex_of(b, ATOM)}", PRODUCT
        case "frac":
            text, own = rf"\frac{{{latex_of(a)}}}{{{latex_of(b)}}}", ATOM
        case "^":
            base = latex_of(a, ATOM)
            base = base if isinstance(a, str) else rf"\left({latex_of(a)}\right)"
            text, own = f"{base}^{{{latex_of(b)}}}", ATOM
        case "sqrt":
            text, own = rf"\sqrt{{{latex_of(a)}}}", ATOM
        case "norm":
            text, own = rf"\|{latex_of(a)}\|", ATOM
        case _:
            text, own = rf"\log\left({latex_of(a)}\right)", ATOM
    return text if own >= level else f"({text})"


def leaf(name):
    if name.isdigit():
        return Fraction(int(name))
    letter, _, index = name.partition("_")
    index = index.strip("{}()").replace(" ", "")
    return VALUES.get(letter, Fraction(5, 3)) + sum(map(ord, index)) * Fraction(1, 11)


def power(a, b):
    return 3 * a * a + 5 * b + 1  # not a power, but what is raised matters, and to what


def value(tree):
    if isinstance(tree, str):
        return leaf(tree)
    parts = [value(one) for one in tree.parts]
    match tree.name:
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "*" | "beside":
            return parts[0] * parts[1]
        case "frac" | "/":
            return parts[0] / parts[1]
        case "^":
            return power(*parts)
        case "neg":
            return -parts[0]
    return FUNCTIONS[tree.name](parts[0])


FUNCTIONS = {
    "sqrt": lambda x: 7 * x * x + 2,
    "log": lambda x: 11 * x * x * x - 4,
    "norm": lambda x: 13 * x * x + 3,
}
RAISED = {sign: letter for letter, sign in SUPER.items() if letter not in "*′∘†⊤"}
LOWERED = {sign: letter for letter, sign in SUB.items()}
TOKEN = re.compile(
    r"\s*(log|\d+|[A-Za-z]|[-+⋅/^()√‖]|_\([^)]*\)|_[a-z]+"
    rf"|[{''.join(RAISED)}]+|[{''.join(LOWERED)}]+)"
)


class Ambiguous(Exception):
    """A person could read this in another way."""


class Reader:
    """Reads what `readable` writes, by the rules of school; juxtaposition after a stroke is refused."""

    def __init__(self, text):
        self.tokens = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            assert found, text[at:]
            spaced = found.start(1) > at
            self.tokens.append((found[1], spaced))
            at = found.end()
        self.at = 0

    def peek(self):
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1][0]

    def all(self):
        found = self.sum()
        assert not self.peek(), self.tokens[self.at :]
        return found

    def sum(self):
        negative = self.peek() == "-" and bool(self.take())
        total = self.product()
        total = -total if negative else total
        while self.peek() in ("+", "-"):
            sign = self.take()
            if self.peek() in ("+", "-"):
                raise Ambiguous
            total = total + self.product() if sign == "+" else total - self.product()
        return total

    def product(self):
        total, divided = self.factor(), False
        while self.peek() and self.peek() not in ("+", "-", ")", "‖end"):
            if self.peek() == "‖" and self.open_norm:
                break
            if self.peek() == "⋅":
                self.take()
                total, divided = total * self.factor(), False
            elif self.peek() == "/":
                self.take()
                total, divided = total / self.factor(), True
            elif divided:
                raise Ambiguous
            else:
                total *= self.factor()
        return total

    open_norm = 0

    def factor(self):
        total = self.atom()
        while self.peek() == "^" or self.peek()[:1] in RAISED:
            token = self.take()
            if token == "^":
                if self.peek() == "(":
                    exponent = self.bracket()
                else:
                    exponent = self.atom()
            else:
                exponent = Reader("".join(RAISED[one] for one in token)).all()
            if self.peek() == "^":
                raise Ambiguous
            total = power(total, exponent)
        return total

    def bracket(self):
        assert self.take() == "("
        held, self.open_norm = self.open_norm, 0
        found = self.sum()
        assert self.take() == ")"
        self.open_norm = held
        return found

    def atom(self):
        token = self.peek()
        if token == "(":
            return self.bracket()
        if token == "‖":
            self.take()
            self.open_norm += 1
            found = self.sum()
            self.open_norm -= 1
            assert self.take() == "‖"
            return FUNCTIONS["norm"](found)
        if token == "√":
            self.take()
            found = self.atom() if self.peek() in ("(", "‖") else self.name()
            if self.peek() == "^" or self.peek()[:1] in RAISED:
                raise Ambiguous
            return FUNCTIONS["sqrt"](found)
        if token == "log":
            self.take()
            assert self.peek() == "("
            return FUNCTIONS["log"](self.bracket())
        return self.name()

    def name(self):
        name = self.take()
        assert name.isdigit() or name in LETTERS + "w", name
        above = ""
        if name.isalpha() and self.at + 1 < len(self.tokens):  # x²_c
            after, spaced = self.tokens[self.at + 1]
            if self.peek()[:1] in RAISED and after.startswith("_") and not spaced:
                above = self.take()
        token = self.peek()
        if token.startswith("_"):
            name += self.take()
        elif token[:1] in LOWERED:
            name += "_" + "".join(LOWERED[one] for one in self.take())
        found = leaf(name)
        if not above:
            return found
        return power(found, Reader("".join(RAISED[one] for one in above)).all())


@settings(max_examples=400, deadline=None)
@given(formulas)
def test_a_formula_keeps_its_value(tree):
    try:
        wanted = value(tree)
    except ZeroDivisionError:
        assume(False)  # noqa: B011
    latex = latex_of(tree)

    text = readable(latex)

    assert Reader(text).all() == wanted, (latex, text)
