"""Statistics made by hand, for screens and pages: nothing, a first day, half a year."""

from datetime import date
from hashlib import blake2b

from drill.model.counts import BinSums, DayCounts, Held, Run
from drill.model.outcome import Verdict
from drill.model.stats import Leech, ProblemStats, Stats, Today, Totals, WeakPoint
from drill.model.text import Text
from drill.schedule import knowledge as known
from drill.schedule import stats as counted
from drill.schedule.day import date_of, day_of

TODAY = day_of(date(2026, 3, 12))  # a Thursday
TOPICS = {
    "detection": 14,
    "normalisation": 9,
    "attention": 12,
    "optimisation": 11,
    "segmentation": 7,
    "losses": 10,
    "data augmentation": 5,
    "tracking": 6,
}
SEEN = {"detection": 12, "normalisation": 9, "attention": 7, "optimisation": 10, "losses": 3}
CARDS, PROBLEMS = 70, 8
LEECHES = (
    Leech(
        id="batch-norm-inference",
        title=Text("What does batch norm do at inference?", "BN 在推理时做什么？"),
        lapses=6,
        reps=14,
        recall=0.58,
        points=(
            WeakPoint(
                text=Text("running mean and variance are used", "使用滑动平均的均值和方差"),
                missed=5,
                asked=6,
            ),
            WeakPoint(
                text=Text("folded into the convolution before", "可以融合进前面的卷积"),
                missed=2,
                asked=6,
            ),
        ),
    ),
    Leech(
        id="code:soft_nms",
        title=Text("Soft non-maximum suppression", "Soft-NMS"),
        lapses=4,
        reps=7,
        recall=0.81,
        points=(),
    ),
)
CODING = (
    ProblemStats(
        id="box_iou",
        title=Text("Intersection over union", "交并比"),
        verdict=Verdict.ACCEPTED,
        best=100,
        attempts=1,
        mistakes=(),
        tries=1,
        minutes=0.0,
        recall=0.97,
        due=date(2026, 4, 2),
    ),
    ProblemStats(
        id="nms",
        title=Text("Non-maximum suppression", "非极大值抑制"),
        verdict=Verdict.ACCEPTED,
        best=100,
        attempts=5,
        mistakes=(("plus_one", 2), ("drops_equal", 1)),
        tries=3,
        minutes=25.4,
        recall=0.92,
        due=date(2026, 3, 14),
    ),
    ProblemStats(
        id="scaled_dot_product_attention",
        title=Text("Scaled dot-product attention", "缩放点积注意力"),
        verdict=Verdict.RUNTIME_ERROR,
        best=41,
        attempts=2,
        mistakes=(("no_scale", 1),),
        tries=None,
        minutes=None,
        recall=0.55,
        due=date(2026, 3, 12),
    ),
)


def nothing() -> Stats:
    """Nobody has answered anything."""
    return _stats([], {}, TODAY, (), ())


def first_day() -> Stats:
    """A dozen answers, all today."""
    tally = DayCounts(day=TODAY, reviews=12, cards=12, ms=400_000, learned=10)
    return _stats([tally], {"detection": 6, "losses": 4}, TODAY, (), ())


def half_a_year() -> Stats:
    """A good student with a holiday in December."""
    tallies = [_tally(day) for day in range(TODAY - 160, TODAY + 1) if not _free(day)]
    return _stats(tallies, SEEN, TODAY, LEECHES, CODING)


SAMPLES = {"nothing": nothing, "first_day": first_day, "half_a_year": half_a_year}


def dice(text: str, sides: int) -> int:
    """Draw a number below `sides`; the same text draws the same."""
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "big") % sides


def _free(day: int) -> bool:
    return TODAY - 82 < day < TODAY - 70 or dice(f"free {day}", 5) == 0


def _tally(day: int) -> DayCounts:
    young, mature = 2 + dice(f"young {day}", 18), dice(f"mature {day}", (day - TODAY + 170) // 8)
    wrong = dice(f"wrong {day}", 3)
    return DayCounts(
        day=day,
        reviews=young + mature + wrong,
        cards=young + mature,
        code=dice(f"code {day}", 2),
        ms=21_000 * (young + mature),
        learned=dice(f"new {day}", 3),
        young=young,
        young_right=max(young - wrong, 0),
        mature=mature,
        mature_right=max(mature - wrong // 2, 0),
    )


def _stats(tallies, seen, today, leeches, coding) -> Stats:
    everything = DayCounts(
        day=0,
        **{name: sum(getattr(one, name) for one in tallies) for name in DayCounts._fields[1:]},
    )
    items = [f"{topic} {i}" for topic, n in seen.items() for i in range(n)]
    held = [
        Held(
            item=item,
            stability=3.0 + dice(f"s {item}", 40),
            last_day=today - dice(f"l {item}", 14) if len(tallies) > 1 else today,
            due=today + dice(f"d {item}", 36) - 3
            if len(tallies) > 1
            else today + 1 + dice(item, 5),
            lapses=0,
            reps=3,
        )
        for item in items
    ]
    recalls = known.recalls(held, today)
    topics = known.topics(TOPICS, [(item.rsplit(" ", 1)[0], item) for item in items], recalls)
    days = [one.day for one in tallies]
    runs = [
        Run(day, after, n)
        for n, (day, after) in enumerate(zip(days, [*days[1:], None], strict=False), 1)
        if after != day + 1
    ]
    bins = [
        BinSums(17, 90, 75, 78.4, 41.0),
        BinSums(18, 310, 291, 288.1, 79.0),
        BinSums(19, 20, 20, 19.3, 0.7),
    ]
    return Stats(
        today=date_of(today),
        cards=CARDS,
        problems=PROBLEMS,
        readiness=known.knowledge(CARDS + PROBLEMS, list(recalls.values())),
        done=Today(
            answers=tallies[-1].reviews if tallies else 0,
            minutes=tallies[-1].ms / 60000 if tallies else 0.0,
            learned=tallies[-1].learned if tallies else 0,
            due=sum(one.due <= today for one in held),
        ),
        totals=Totals(
            answers=everything.reviews,
            cards=everything.cards,
            code=everything.code,
            cram=everything.cram,
            minutes=everything.ms / 60000,
            learned=everything.learned,
            days=len(tallies),
            first=date_of(days[0]) if days else None,
        ),
        streak=counted.streak(runs, [(TODAY - 75, 1), (TODAY - 70, -1)], None, today),
        heat=counted.heat(tallies, today),
        week=counted.between(tallies, today - 6, today),
        month=counted.between(tallies, today - 29, today),
        ever=counted.retention(tallies),
        weeks=counted.by_week(tallies, today),
        months=counted.by_month(tallies, today),
        forecast=known.forecast(held, today),
        topics=topics,
        weakest=known.weakest(topics),
        leech_count=len(leeches),
        leeches=leeches,
        coding=coding,
        calibration=counted.calibration(bins if len(tallies) > 1 else [], 20),
    )
