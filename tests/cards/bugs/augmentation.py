"""Mixtures are compared with the pixels they are made of, boxes with what is drawn in them."""

from functools import partial

import numpy as np
import pytest
import torch
from cards.bugs.running import mend, run, same
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from torch import nn


def mixup_in_place_bug(code):
    def result(code, x):
        torch.manual_seed(0)
        return run(code).mixup(x, labels, 0.5)

    labels, x = torch.eye(4), torch.rand(4, 3, 2, 2, generator=torch.manual_seed(1))
    white = torch.ones(4, 3, 2, 2)
    two = "    images *= lam\n    images += (1 - lam) * images[perm]\n"

    assert same(result(code, white.clone())[0], 0.75 * white)
    given = x.clone()
    result(code, given)
    assert not same(given, x)  # the caller's tensor has changed
    swapped = (
        two.replace("(1 - lam)", "lam_").replace("lam\n", "(1 - lam)\n").replace("lam_", "lam")
    )
    assert not same(result(mend(code, (two, swapped)), white.clone())[0], white)

    mended = mend(code, (two, "    images = lam * images + (1 - lam) * images[perm]\n"))
    assert same(result(mended, white)[0], white)
    given = x.clone()
    mixed, targets = result(mended, given)
    assert same(given, x)
    assert same(mixed.flatten(1), targets @ x.flatten(1))  # the labels say what was mixed


def cutmix_clip_bug(code):
    def excess(code, times):
        """Give what the labels give the pasted image beyond its share of the pixels."""
        cutmix, rng, over = run(code).cutmix, np.random.default_rng(0), []
        for _ in range(times):
            mixed, targets = cutmix(images, labels, rng)
            share = (mixed != images).mean((1, 2, 3))
            over += [1 - targets[i, i] - share[i] for i in range(4) if targets[i, i] < 1]
        return np.array(over)

    labels = np.eye(4)
    images = np.arange(4.0)[:, None, None, None] + np.zeros((4, 1, 64, 64))
    last = "    return mixed, lam"

    assert abs(excess(code, 4000).mean() - 0.18) < 0.01
    share = "    lam = 1 - (y2 - y1) * (x2 - x1) / (h * w)\n"
    mended = mend(code, (last, share + last))
    # a box without pixels gives the label 1 to the image itself, and is left out
    assert np.abs(excess(mended, 300)).max() < 1e-9
    for old, new in [
        ("np.sqrt(1 - lam)", "(1 - lam)"),
        ("lam * labels + (1 - lam) * labels[perm]", "(1 - lam) * labels + lam * labels[perm]"),
        ("(1 - lam) * labels[perm]", "(1 - lam) * labels[rng.permutation(len(images))]"),
    ]:
        assert np.abs(excess(mend(code, (old, new)), 300)).max() > 0.1


def detection_mixup(code):
    def result(code):
        return run(code).mixup(one, boxes_a, other, boxes_b, np.random.default_rng(0))

    rng = np.random.default_rng(1)
    one, other = rng.integers(0, 256, (2, 60, 80, 3)).astype(np.uint8)
    boxes_a, boxes_b = np.zeros((2, 4)), np.ones((1, 4))
    lam = np.random.default_rng(0).beta(1.5, 1.5)
    exact = lam * one + (1 - lam) * other

    assert np.float64(254.99).astype(np.uint8) == 254
    assert abs((exact - result(code)[0]).mean() - 0.5) < 0.02
    assert len(result(code)) == 2  # nothing says what a box weighs
    mended = mend(
        code,
        ("mixed.astype(np.uint8)", "np.rint(mixed).astype(np.uint8)"),
        (
            "np.vstack([boxes_a, boxes_b])",
            "np.vstack([boxes_a, boxes_b]), "
            "np.r_[np.full(len(boxes_a), lam), np.full(len(boxes_b), 1 - lam)]",
        ),
    )
    mixed, boxes, weights = result(mended)
    assert abs((exact - mixed).mean()) < 0.02
    assert np.abs(exact - mixed).max() <= 0.5
    assert same(boxes, [[0] * 4, [0] * 4, [1] * 4])
    assert same(weights, [lam, lam, 1 - lam])
    small = run(code).mixup(one[:20, :30], boxes_a, other, boxes_b, np.random.default_rng(0))[0]
    assert same(small[:20, :30], result(code)[0][:20, :30])  # the top left corner stays


def flip_boxes_bug(code):
    def result(code):
        """Flip until the image has changed."""
        flip, rng = run(code).random_flip, np.random.default_rng(0)
        flipped = [flip(image, boxes, rng) for _ in range(200)]
        turned = [new for drawn, new in flipped if (drawn != image).any()]
        assert 70 < len(turned) < 130  # half of the images
        return turned[0]

    image = np.zeros((60, 100), np.uint8)
    image[20:50, 10:30] = 1
    boxes = np.array([[10, 20, 30, 50]])
    rows, columns = np.nonzero(image[:, ::-1])
    wanted = [[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]]
    line = "width - boxes[:, [0, 2]]"

    assert same(result(code), [[90, 20, 70, 50]])
    assert wanted == [[70, 20, 90, 50]]
    assert same(result(mend(code, (line, "width - boxes[:, [2, 0]]"))), wanted)
    for old, new in [
        ("image[:, ::-1]", "image[::-1]"),
        ("image.shape[1]", "image.shape[0]"),
        (line, line + "\n        boxes[:, [1, 3]] = image.shape[0] - boxes[:, [1, 3]]"),
    ]:
        assert not same(result(mend(code, (old, new))), wanted)


def gridmask_angle_bug(code):
    draw = run(code).draw_grid
    assert {draw(96, 224, 1)[2] for _ in range(200)} == {0}
    with pytest.raises(ValueError, match="low >= high"):
        draw(96, 96, 1)
    assert all(max(offset) < d for d, offset, _ in (draw(96, 224, 1) for _ in range(200)))

    mended = mend(
        code,
        ("np.random.randint(d1, d2) ", "rng.integers(d1, d2 + 1) "),
        ("np.random.randint(max_angle)", "rng.uniform(0, max_angle)"),
    )
    draw = run(mended, rng=np.random.default_rng(0)).draw_grid
    assert draw(96, 96, 1)[0] == 96
    assert {draw(2, 4, 1)[0] for _ in range(200)} == {2, 3, 4}
    angles = [draw(96, 224, 1)[2] for _ in range(200)]
    assert min(angles) < 0.1
    assert max(angles) > 0.9


def frozen_bn_bug(code):
    def drift(code):
        torch.manual_seed(0)
        model = nn.Sequential()
        model.backbone = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Flatten())
        model.head = nn.Linear(4 * 36, 2)
        loader = [(1 + torch.randn(8, 3, 8, 8), torch.randint(2, (8,))) for _ in range(3)]
        image = torch.randn(1, 3, 8, 8)
        before, weights = model.backbone.eval()(image), model.backbone[0].weight.clone()
        run(code, model=model, loader=loader, epochs=2)
        assert same(model.backbone[0].weight, weights)
        return not same(model.backbone.eval()(image), before)

    line = "    model.train()\n"
    assert drift(code)
    assert not drift(mend(code, (line, line + "    model.backbone.eval()\n")))

    made = "optimizer = torch.optim.SGD(model.head.parameters(), lr=0.01)\n"
    freeze = code[: code.index(made)]
    assert drift(mend(code, (made, ""), (freeze, made + freeze)))  # the other order
    assert drift(mend(code, ("lr=0.01)", "lr=0.01, weight_decay=0)")))
    with pytest.raises(RuntimeError, match="does not require grad"):
        inside = "        with torch.no_grad():\n            F.cross_entropy"
        drift(mend(code, ("        F.cross_entropy", inside)))


def oversample_leak_bug(code):
    def recall(code, seed=0):
        rng, printed = np.random.default_rng(seed), []
        X, y = rng.normal(size=(1000, 8)), np.zeros(1000, int)
        y[rng.choice(1000, 50, replace=False)] = 1
        run(
            code,
            X=X,
            y=y,
            rng=rng,
            print=printed.append,
            train_test_split=partial(train_test_split, random_state=seed),
            KNeighborsClassifier=KNeighborsClassifier,
            recall_score=recall_score,
        )
        return printed[0]

    assert recall(code) == 1.0
    extra = code[: code.index("X_train,")]
    split = code[len(extra) : code.index("model = ")]
    extra_of_train = (  # the same three lines, on the training part
        extra.replace("X, y =", "X_train, y_train =")
        .replace("[X, X[", "[X_train, X_train[")
        .replace("[y, y[", "[y_train, y_train[")
        .replace("(y ==", "(y_train ==")
    )
    mended = mend(code, (extra, ""), (split, split + extra_of_train))
    found = np.mean([recall(mended, seed) for seed in range(20)])
    assert abs(found - 0.05) < 0.04

    assert recall(mend(code, ("test_size=0.2", "test_size=0.2, stratify=y"))) == 1.0
    assert recall(mend(code, ("Classifier(1)", "Classifier(5)"))) > 0.95
    with pytest.raises(ValueError, match="larger sample than population"):
        recall(mend(code, ("len(rare))", "len(rare), replace=False)")))
