"""`drill stats --html`: the statistics as a page that stands alone."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from drill.model.stats import Knowledge, Leech, ProblemStats, Share, Stats
from drill.model.text import Lang, Text
from drill.report.page import figure, page, section, table
from drill.report.screen import NO_NAMES
from drill.report.stats import figures, words
from drill.report.stats import say as saying
from drill.report.stats.say import How
from drill.report.words import VERDICTS


def stats_page(stats: Stats, lang: Lang, names: Mapping[str, Text] = NO_NAMES) -> str:
    """Write the whole page; `names` are those of the topics."""
    speaker = _Speaker(lang, names)
    day = saying.full_date(stats.today, lang)
    head = f"<h1>drill stats <small>{escape(day)}</small></h1>"
    return page(f"drill stats · {day}", [head, *speaker.sections(stats)], lang)


class _Speaker:
    """Writes the parts of the page in one language."""

    def __init__(self, lang: Lang, names: Mapping[str, Text]) -> None:
        self.lang = lang
        self.names = names

    def say(self, text: Text, **values: object) -> str:
        return text.to(self.lang).format(**values) if values else text.to(self.lang)

    def percent(self, rate: float | None) -> str:
        return "–" if rate is None else saying.percent(rate, self.lang)

    def sections(self, stats: Stats) -> Iterable[str]:
        say = self.say
        if not stats.totals.answers and not stats.coding:
            text = words.EMPTY if stats.cards or stats.problems else words.EMPTY_BANK
            said = text.to(self.lang).format(
                cards=stats.cards, problems=stats.problems, topics=len(stats.topics)
            )
            yield f"<section><p>{escape(said)}</p><p><code>drill quiz</code></p></section>"
            return
        yield self.glance(stats)
        yield section(say(words.TOPICS), say(words.TOPICS_ASIDE), self.topics(stats), self.legend())
        if stats.leeches:
            aside = say(words.LEECHES_ASIDE, n=stats.leech_count)
            yield section(say(words.LEECHES), aside, self.leeches(stats.leeches))
        yield section(say(words.FORECAST), *self.forecast(stats))
        yield section(say(words.HEAT), say(words.HEAT_ASIDE), *self.heat(stats))
        yield section(say(words.RETENTION), say(words.RETENTION_ASIDE), *self.retention(stats))
        if stats.coding:
            accepted = sum(one.tries is not None for one in stats.coding)
            aside = say(words.CODING_ASIDE, accepted=accepted, tried=len(stats.coding))
            yield section(say(words.CODING), aside, self.coding(stats.coding))
        aside = say(words.CALIBRATION_ASIDE)
        yield section(say(words.CALIBRATION), aside, *self.calibration(stats))

    def glance(self, stats: Stats) -> str:
        say, lang = self.say, self.lang
        done = say(words.NOT_DONE)
        if stats.done.answers:
            text = words.ONE_DONE if stats.done.answers == 1 else words.DONE
            time = saying.span(stats.done.minutes, lang)
            done = say(text, answers=stats.done.answers, time=time, learned=stats.done.learned)
        totals = say(
            words.TOTALS_BELOW,
            days=saying.days(stats.totals.days, lang),
            time=saying.span(stats.totals.minutes, lang),
        )
        seen = say(words.SEEN, seen=stats.readiness.seen, total=stats.readiness.total)
        longest = say(words.LONGEST, days=saying.days(stats.streak.longest, lang))
        due = say(words.STILL_DUE, due=stats.done.due) if stats.done.due else say(words.NONE_DUE)
        tiles = (
            (words.READY, self.percent(stats.readiness.share), f"{say(words.READY_FOR)} · {seen}"),
            (words.TODAY, due, done),
            (words.STREAK, saying.days(stats.streak.now, lang), longest),
            (words.EVER, f"{stats.totals.answers:,}", totals),
        )
        inner = "".join(
            f"<div><span>{escape(say(name))}</span><b>{escape(big)}</b>"
            f"<span>{escape(small)}</span></div>"
            for name, big, small in tiles
        )
        return f'<section class="glance">{inner}</section>'

    def legend(self) -> str:
        known, slipping, unseen = (escape(self.say(text)) for _, text in words.LEGEND)
        return (
            f'<p class="dim"><i class="key known"></i>{known}<i class="key slipping"></i>{slipping}'
            f'<i class="key"></i>{unseen}</p>'
        )

    def topics(self, stats: Stats) -> str:
        rows = [
            (
                escape(self.say(self.names.get(one.name, Text(one.name, one.name)))),
                _bar(one.knowledge),
                self.percent(one.knowledge.share),
                f"{one.knowledge.seen}/{one.knowledge.total}",
            )
            for one in stats.topics
        ]
        head = ("", "", self.say(words.KNOWN), self.say(words.SEEN_HEAD))
        return table(head, rows, "lwnn")

    def leeches(self, leeches: Sequence[Leech]) -> str:
        parts = []
        for one in leeches:
            facts = " · ".join(
                (
                    self.say(words.LAPSES, n=one.lapses),
                    self.say(words.RECALL, rate=self.percent(one.recall)),
                    one.id,
                )
            )
            points = "".join(
                f'<li class="miss">{escape(said)}</li>'
                for point in one.points
                for said in [
                    self.say(
                        words.MISSES,
                        point=self.say(point.text),
                        missed=point.missed,
                        asked=point.asked,
                    )
                ]
            )
            title = escape(self.say(one.title))
            parts.append(
                f'<p>{title}<br><span class="dim">{escape(facts)}</span></p><ul>{points}</ul>'
            )
        return "\n".join(parts)

    def forecast(self, stats: Stats) -> tuple[str, str]:
        due, fails = (
            sum(getattr(one, name) for one in stats.forecast) for name in ("due", "fails")
        )
        said = self.say(words.COMES_AND_FAILS, due=due, fails=round(fails))
        return said, figure(figures.forecast(stats, said, self.lang))

    def heat(self, stats: Stats) -> tuple[str, str]:
        keys = "".join(
            f'<i class="key h{level}"></i>{escape(text)}'
            for level, text in enumerate(saying.shades(stats.heat.bounds))
        )
        return figure(figures.heat(stats, self.lang)), f'<p class="dim">{keys}</p>'

    def retention(self, stats: Stats) -> Iterable[str]:
        if not stats.ever.all.n:
            yield f"<p>{escape(self.say(words.NO_RETENTION))}</p>"
            return
        rows = [
            (self.say(label), *(self.share(one) for one in (each.all, each.young, each.mature)))
            for label, each in (
                (words.LAST_7, stats.week),
                (words.LAST_30, stats.month),
                (words.SINCE_EVER, stats.ever),
            )
        ]
        kinds = (words.ALL, words.YOUNG, words.MATURE)
        yield table(("", *map(self.say, kinds)), rows, "lnnn")
        note = f"{self.say(words.YOUNG_MATURE)} · {self.say(words.RANGE)}"
        yield f'<p class="dim">{escape(note)}</p>'
        for label, periods in ((words.BY_WEEK, stats.weeks), (words.BY_MONTH, stats.months)):
            if sum(one.retention.all.n > 0 for one in periods) > 1:
                name = saying.short_date if label is words.BY_WEEK else saying.month
                names = [name(one.first, self.lang) for one in periods]
                drawing = figures.timeline(periods, names, self.say(label))
                yield figure(drawing, self.say(label))

    def coding(self, problems: Sequence[ProblemStats]) -> str:
        head = (words.PROBLEM, words.LAST, words.BEST, words.TRIES, words.TO_PASS, words.MISTAKES)
        rows = [
            (
                f"{escape(self.say(one.title))}<br><code>{escape(one.id)}</code>",
                f"{'✗' if one.tries is None else '✓'} {escape(self.say(VERDICTS[one.verdict]))}",
                str(one.best),
                str(one.attempts),
                escape(saying.to_pass(one, self.lang)),
                escape(saying.mistakes(one)),
            )
            for one in problems
        ]
        return table([self.say(text) for text in head], rows, "llnnll")

    def calibration(self, stats: Stats) -> Iterable[str]:
        found = stats.calibration
        if found.loss is None or found.constant is None:
            yield f"<p>{escape(self.say(words.TOO_FEW, n=found.n, needed=found.needed))}</p>"
            return
        head = [self.say(text) for text in (words.EXPECTED, words.CAME, words.ANSWERS)]
        rows = [
            (
                self.percent(one.predicted),
                self.share(one.observed, How.INTERVAL),
                f"{one.observed.n:,}",
            )
            for one in found.bins
        ]
        yield figure(figures.diagram(found.bins, self.say(words.CALIBRATION_ASIDE)))
        yield table(head, rows, "lnn")
        yield f'<p class="dim">{escape(saying.losses(found, self.lang))}</p>'

    def share(self, one: Share, how: How = How.WHOLE) -> str:
        return escape(saying.share(one, self.lang, how))


def _bar(known: Knowledge) -> str:
    slipping = known.seen - known.known
    parts = "".join(
        f'<i class="{kind}" style="width:{100 * part / max(known.total, 1):.1f}%"></i>'
        for kind, part in (("known", known.known), ("slipping", slipping))
    )
    return f'<div class="bar">{parts}</div>'
