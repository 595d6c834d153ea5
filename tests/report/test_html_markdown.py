"""Markdown as HTML for Anki."""

import pytest

from drill.report.html_markdown import markdown_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("**bold**, *soft*, `a < b`", "<p><strong>bold</strong>, <em>soft</em>, <code>a &lt; b</code></p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("```python\nx = $1 < 2\n```", '<pre><code class="language-python">x = $1 &lt; 2\n</code></pre>'),
        ("$x_i * y_i$ and $z_i$", r"<p>\(x_i * y_i\) and \(z_i\)</p>"),
        ("so $$a < b$$ holds", r"<p>so \[a &lt; b\] holds</p>"),
        ("$$\na\n+ b\n$$", "<p>\\[a\n+ b\\]</p>"),
        ("`$x$` is code", "<p><code>$x$</code> is code</p>"),
        (r"costs \$5 or \$6", "<p>costs $5 or $6</p>"),
        ("from $5 to $6", "<p>from $5 to $6</p>"),
        ("推理时用\n滑动平均。\nReLU", "<p>推理时用滑动平均。ReLU</p>"),
        ("two\nrows", "<p>two\nrows</p>"),
        ("```\n推理\n时\n```", "<pre><code>推理\n时\n</code></pre>"),
    ],
)  # fmt: skip
def test_blocks(markdown, html):
    assert markdown_html(markdown) == html


def test_a_table_stays_a_table():
    html = markdown_html("| a | $b$ |\n| --- | --- |\n| 1 | 2 |")

    assert html.count("<td>") == 2
    assert r"<th>\(b\)</th>" in html


def test_inline_has_no_paragraph():
    assert markdown_html("the *mean* $\\mu$", inline=True) == r"the <em>mean</em> \(\mu\)"


def test_many_formulas_come_back_in_their_places():
    text = " ".join(f"$x_{{{k}}}$" for k in range(200))

    assert markdown_html(text, inline=True) == " ".join(rf"\(x_{{{k}}}\)" for k in range(200))
