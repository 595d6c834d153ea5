"""The gaps of a cloze text."""

import pytest

from drill.model.cloze import gaps, pieces


def test_a_text_is_words_and_gaps_in_turn():
    assert pieces("It is {{a mean | an average}} of {{x}}.") == (
        "It is ", ("a mean", "an average"), " of ", ("x",), ".",
    )  # fmt: skip
    assert pieces("{{a}}{{b}}") == ("", ("a",), "", ("b",), "")
    assert gaps("It is {{a mean | an average}} of {{x}}.") == (("a mean", "an average"), ("x",))
    assert gaps("no gap, {one} brace") == ()


def test_a_gap_may_end_in_a_formula_and_go_over_a_line():
    assert gaps(r"{{\sqrt{d_k}}} and {{a" + "\n" + "b}}") == ((r"\sqrt{d_k}",), ("a\nb",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a {{b", "found '{{' without '}}' at 'a {{b'"),
        ("a b}} c", "found '}}' without '{{' at 'a b}} c'"),
        ("{{a}} and {{b {{c}}", "found '{{' without '}}' at 'b {{c'"),
        ("{{}}", "found an empty wording in the gap '{{}}'"),
        ("{{a|}}", "found an empty wording in the gap '{{a|}}'"),
        ("x" * 50 + "{{y", "found '{{' without '}}' at 'xxxxxxxxxxxx{{y'"),
    ],
)
def test_braces_that_do_not_match_and_empty_wordings_are_named(text, message):
    with pytest.raises(ValueError) as caught:
        gaps(text)

    assert str(caught.value) == message
