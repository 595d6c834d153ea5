"""The parts of the parser of notes, each alone."""

import pytest

from drill.bank.notes import parse
from drill.bank.notes.formulas import balanced, repair
from drill.bank.notes.links import links_of, only_links
from drill.bank.notes.marks import Kind, look
from drill.bank.notes.titles import asks, clean
from drill.bank.topic_words import topic_words
from drill.model.notes import Lost


def question(body, title="1. 这是什么问题？", name="x.txt"):
    """The first question of notes in which it has this body, as in a copied page."""
    return parse(
        f"{title}\n{body}\n2. 还有什么？\n没有别的了，就这些。\n".encode(), name
    ).questions[0]


@pytest.mark.parametrize(
    ("line", "kind", "mark", "body"),
    [
        ("### 3.标题 ", Kind.HEADING, "###", "3.标题"),
        ("## Title ##", Kind.HEADING, "##", "Title"),
        ("##标题", Kind.HEADING, "##", "标题"),
        ("#include <a>", Kind.TEXT, "", "#include <a>"),
        ("#!/bin/sh", Kind.TEXT, "", "#!/bin/sh"),
        ("<h2>Title</h2>", Kind.HEADING, "##", "Title"),
        ("01. x", Kind.NUMBER, "01.", "x"),
        ("３、x", Kind.NUMBER, "３、", "x"),
        ("（2）x", Kind.NUMBER, "（2）", "x"),
        ("1.2.3 x", Kind.NUMBER, "1.2.3", "x"),
        ("3.3D卷积", Kind.NUMBER, "3.", "3D卷积"),
        ("⭐4、x", Kind.NUMBER, "4、", "⭐x"),
        ("③ x", Kind.NUMBER, "③", "x"),
        ("10,000 images", Kind.TEXT, "", "10,000 images"),
        ("0.5 of it", Kind.NUMBER, "0.5", "of it"),
        ("2021年", Kind.TEXT, "", "2021年"),
        ("• x", Kind.BULLET, "•", "x"),
        ("●x", Kind.BULLET, "●", "x"),
        ("-x", Kind.TEXT, "", "-x"),
        ("- - -", Kind.RULE, "", "- - -"),
        ("Q12: x", Kind.ASK, "Q12:", "x"),
        ("第十二题：x", Kind.ASK, "第十二题：", "x"),
        ("Question: x", Kind.ASK, "Question:", "x"),
        ("**Q: x**", Kind.ASK, "Q:", "x"),
        ("参考回答:", Kind.ANSWER, "参考回答:", ""),
        ("**Answer:** x", Kind.ANSWER, "Answer:", "x"),
        ("【答案】x", Kind.TEXT, "", "【答案】x"),
        ("【答案】：x", Kind.ANSWER, "【答案】：", "x"),
        ("Anchors: x", Kind.TEXT, "", "Anchors: x"),
        ("三、x", Kind.SECTION, "三、", "x"),
        ("第三章 x", Kind.SECTION, "第三章", "x"),
        ("**x**", Kind.BOLD, "**", "**x**"),
        ("**x** 👶", Kind.BOLD, "**", "**x** 👶"),
        ("**x?** so", Kind.BOLD, "**", "**x?** so"),
        ("**x** so", Kind.TEXT, "", "**x** so"),
        ("***", Kind.RULE, "", "***"),
        ("<br/>", Kind.TAG, "", "<br/>"),
        ("<summary><b>x</b></summary>", Kind.SUMMARY, "<summary>", "x"),
        ("<details><summary>Answer</summary>", Kind.TAG, "<answer>", ""),
        ("|a|b|", Kind.TABLE, "|", "|a|b|"),
    ],
)
def test_what_a_line_is_by_its_looks(line, kind, mark, body):
    assert look(line.strip()) == (kind, mark, body)


@pytest.mark.parametrize(
    ("body", "title", "marks", "rest"),
    [
        ("What?  ⭐️", "What?", "⭐️", ""),
        ("⭐ 汉明距离", "汉明距离", "⭐", ""),
        ("[E] What?", "What?", "[E]", ""),
        ("[ ] What?", "What?", "", ""),
        ("**What?**", "What?", "", ""),
        ("**What?** So.", "What?", "", "So."),
        ("**What** is it?", "**What** is it?", "", ""),
        ("What \u200a—\u200a now?", "What — now?", "", ""),
        ("What? [[src](http://a.b/c)]", "What?", "", ""),
        ("What? [[Answer]](http://a.b/c_(d))", "What?", "", ""),
        ("[What?](#what)", "What?", "", ""),
        ("[[1,2],[3]] 展开", "[[1,2],[3]] 展开", "", ""),
        ("__new__ 是什么", "__new__ 是什么", "", ""),
    ],
)
def test_what_is_left_of_a_title(body, title, marks, rest):
    assert clean(body, markdown=True) == (title, marks, rest)


def test_titles_of_copied_text_keep_their_blanks():
    assert clean("a  b [src](c)", markdown=False).text == "a  b [src](c)"


@pytest.mark.parametrize(
    "title", ["什么是 A", "L1 和 L2 的区别", "手写 NMS", "Why?", "explain it", "A（为什么？）"]
)
def test_this_sounds_like_a_question(title):
    assert asks(title)


@pytest.mark.parametrize("title", ["LeNet-5", "参数初始化", "Whatever works", "Linear regression"])
def test_this_does_not(title):
    assert not asks(title)


BROKEN = "[外链图片转存失败,源站可能有防盗链机制,建议将图片保存下来直接上传(img-A-1)(https://www.zhihu.com/equation?tex="


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (f"x {BROKEN}a%2Bb)], y", "x $a+b$, y"),
        (f"{BROKEN}f(x)]%2B1)", "$$f(x)+1$$"),
        (f"{BROKEN}\\rho(\\cdot)])是", "$\\rho(\\cdot)$是"),
        ("![[公式]](https://www.zhihu.com/equation?tex=f%28x%29)。", "$$f(x)$$。"),
        ("见 https://www.zhihu.com/equation?tex=a%5E2 式", "见 $a^2$ 式"),
        ('<img src="https://render.githubusercontent.com/render/math?math=x^2"> is', "$x^2$ is"),
        ("R = T P T P + F N R=\\frac{TP}{TP+FN} R=TP+FNTP", "$$R=\\frac{TP}{TP+FN}$$"),
        ("a \\frac{x}{y} b", "a \\frac{x}{y} b"),
        ("$R=\\frac{a}{b}$", "$R=\\frac{a}{b}$"),
    ],
)
def test_a_formula_is_written_out(text, repaired):
    assert repair(text)[0] == repaired


def test_a_formula_without_its_powers_is_damaged():
    assert repair(f"{BROKEN}c{{2}})]")[1][0].damaged
    assert repair(f"{BROKEN}\\frac{{a)]")[1][0].damaged
    assert not repair(f"{BROKEN}x_{{2}}%2B\\frac{{1}}{{2}})]")[1][0].damaged


def test_braces_must_match():
    assert balanced(r"\left| C \right| + \{ a_{b_{c}} ")
    assert not balanced(r"\left| C |")
    assert not balanced("}{")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("参考链接:https://a.b/p/1", ["https://a.b/p/1"]),
        ("https://a.b/p/331转载", ["https://a.b/p/331"]),
        ("[x](https://a.b/c_(d)) and (https://e.f).", ["https://a.b/c_(d)", "https://e.f"]),
        ("<https://a.b/c>, https://a.b/c", ["https://a.b/c"]),
        ("![x](https://a.b/c.png) <img src='http://d.e/f.png'>", []),
        ("[![x](http://a.b/c.png)](http://d.e)", ["http://d.e"]),
        ("no link", []),
    ],
)
def test_the_links_of_a_line(text, urls):
    assert links_of(text) == urls


def test_a_line_of_nothing_but_links():
    assert only_links("参考链接：https://a.b/c")
    assert only_links("- [text](https://a.b)")
    assert not only_links("It is [so](https://a.b)")


@pytest.mark.parametrize(
    ("body", "answered"),
    [
        ("两个字符串对应位置的不同字符的个数。", True),
        ("研习Unet", False),  # the text of a link whose address is lost
        ("  • OTA", False),
        ("https://a.b/c", False),
        ("img", False),
        ("TODO", False),
        ("- [ ] TODO", False),
        ("待补充", False),
        ("。。。", False),
        ("前向推导过程:\n反向推导过程:", False),
        ("无激活函数\n![img](a.png)\n有激活函数\n![img](b.png)", False),
        ("![img](https://a.b/c.png)", True),  # can still be seen
        ("图1 结构\n图2 公式", False),
        ("import os\nos.listdir()", True),
        ("L1最小绝对偏差\n\nL2最小二乘误差", True),
    ],
)
def test_whether_something_answers(body, answered):
    assert question(body).answered is answered


def test_a_list_of_names_answers_only_who_asks_for_names():
    names = "  • Sigmoid\n  • SGD\n  • Adam"

    assert not question(names, "1. 激活函数与优化器").answered
    assert question(names, "1. 有哪些优化器？").answered


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("损失如下图所示，下降很快。", {Lost.IMAGE}),
        ("如下图所示：\n![x](https://a.b/c.png)", set()),
        ("文字说明在这里。\n![x](C:\\图\\a.png)", {Lost.IMAGE}),
        ("比如图片是很大的。", set()),
        ("则计算公式如下:", {Lost.DAMAGED}),
        ("则计算公式如下:\n$a=b$", set()),
        ("步骤如下:\n1)先这样\n2)再那样", set()),
        ("  • 总参数量:常规卷积–>\n\n, 深度可分离卷积–>", {Lost.DAMAGED}),
        ("  • 采用了一种联合训练的方法,\n  • 另一点是这样。", {Lost.DAMAGED}),
        ("输入为6464256，很大。", {Lost.DAMAGED}),
        ("尺寸是227Í227的。", {Lost.DAMAGED}),
        ("结果:\nbox1score1\nbox2score2\nbox3score3\n\n就是这样。", {Lost.TABLE}),
    ],
)
def test_what_a_copy_lost(body, lost):
    assert {flag.lost for flag in question(body).flags} == lost


def points(body):
    return [(point.text, point.words) for point in question(body).points]


def test_points_from_bullets_with_their_words():
    assert points(
        "  • 数据增强:旋转、翻转。很有效\n  • **Dropout** 与 BN\n  • 参考链接:http://a.b"
    ) == [
        ("数据增强:旋转、翻转", ("数据增强",)),
        ("Dropout 与 BN", ("Dropout", "BN")),
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("作用有 ①防止过拟合 ②加速收敛", ["防止过拟合", "加速收敛"]),
        ("原因：1、数据少；2、模型大。", ["数据少", "模型大"]),
        ("分三步 a、取样 b、训练 c、评估", ["取样", "训练", "评估"]),
        ("参数为6∗(5∗5+1)个，共(3)层。", []),
        ("[关键词] 感受野、步长", ["感受野", "步长"]),
        ("关键词：anchor, IoU", ["anchor", "IoU"]),
        ("1)SGD;2)Adam;3)RMSprop。", ["SGD", "Adam", "RMSprop"]),
        ("  • 改进:\n    • 换初始化\n    • 换距离", ["换初始化", "换距离"]),
        (
            "分组卷积:分成几组。\n空洞卷积:中间插入零。",
            ["分组卷积:分成几组", "空洞卷积:中间插入零"],
        ),
        ("就是一句话，没有要点。", []),
    ],
)
def test_points_from_enumerations_key_words_and_terms(body, texts):
    assert [text for text, _ in points(body)] == texts


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("  • 问题2:queries是什么?它是N个向量", ["问题2:queries是什么?"]),
        ("前文。对于每个块存在什么问题?后文", ["对于每个块存在什么问题?"]),
        ("  • 如何处理一个点(x, y)对应多个框,分两步", ["如何处理一个点(x, y)对应多个框"]),
        ("S2层是下采样层(为什么是下采样?因为相关性)", ["为什么是下采样?"]),
        ("见 http://a.b/c?d=e 一页", []),
        (
            "x.shape? is Anchor-Free vs. Anchor-based so?",
            ["x.shape?", "is Anchor-Free vs. Anchor-based so?"],
        ),
        ("import a\nx = b if c else '什么?'", []),
    ],
)
def test_the_questions_inside_an_answer(body, titles):
    assert [one.title for one in question(body).subquestions] == titles


def test_the_table_of_topics_is_read_and_knows_the_topics_of_the_bank():
    topics = topic_words()

    assert topics.guess("NMS 和 Soft-NMS 的区别", "") == ("post-processing",)
    assert topics.guess("What do batch sizes change?", "training is noisier") == ("training",)
    assert topics.guess("完全无关", "没有词") == ()
