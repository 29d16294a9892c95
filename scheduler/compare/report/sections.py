"""The parts of the page."""

from __future__ import annotations

from html import escape

from scheduler.compare.figures import Figure
from scheduler.compare.report.changes import changes
from scheduler.compare.report.curves import AGAINST, curve
from scheduler.compare.report.forest import day_differences, forest
from scheduler.compare.report.maps import areas, frame, plan_map, plan_of
from scheduler.compare.report.words import number, verdict
from scheduler.compare.study import Study
from scheduler.compare.wording import beside
from scheduler.report.document import both, section


def verdicts(study: Study) -> str:
    """A card per scenario: what it costs, and what may be said."""
    cost = study.figures[0]
    return f'<div class="cards">{"".join(_card(study, name, cost) for name in study.scenarios)}</div>'


def _card(study: Study, name: str, cost: Figure) -> str:
    mean, gap = study.mean(name, "cost"), study.gap(name)
    note = study.steps[name].note if name in study.steps else ""
    head = f"<h3>{escape(name)}</h3>" + (f'<p class="small">{escape(note)}</p>' if note else "")
    body = f'<p class="main">{number(mean, study.currency)}</p>'
    found = study.difference(name) if name != study.base else None
    if found is not None:
        body += f"<p>{number(found.mean, '', True)} <small>({number(found.low, '', True)} … "
        body += f"{number(found.high, '', True)})</small> {verdict(study.verdict(name, cost))}</p>"
        said = beside(found)
        body += f'<p class="small">{both(str(said), said.zh)}</p>'
        if (added := study.added_shifts(name)) is not None:
            wages = added.text(study.currency)
            body += f'<p class="small">{both(str(wages), wages.zh)}</p>'
    proof = both("nothing proved", "没有证明") if gap is None else both(
        f"proved: at most {gap:.2%} from the best ({number(study.open(name), study.currency)} a day)",
        f"已证明：距最优至多 {gap:.2%}（每天 {number(study.open(name), study.currency)}）",
    )  # fmt: skip
    kind = " wide" if name == study.base else ""
    return f'<article class="card-s{kind}">{head}{body}<p class="small">{proof}</p></article>'


def key_figures(study: Study) -> str:
    """Cost and every key figure that differs somewhere: differences with intervals."""
    pictures = []
    for figure in study.figures:
        if figure.part_of_cost or all(study.verdict(name, figure) in ("the same", "") for name in study.others):
            continue
        unit = study.currency if figure.unit == "money" else "" if figure.unit == "1" else f"[{figure.unit}]"
        better = {True: ("less is better", "越低越好"), False: ("more is better", "越高越好"), None: ("", "")}
        way = both(*better[figure.lower_is_better])
        head = f'<figcaption>{both(*figure.title)} {escape(unit)} <span class="small">{way}</span></figcaption>'
        pictures.append(f'<figure data-figure="{figure.id}">{head}{forest(study, figure)}</figure>')
    note = (
        "Difference to the base per day: dot = mean, bar = interval, faint dots = single days, grey = not proved.",
        "与基准的每日差：圆点为均值，横条为置信区间，浅点为各天，灰色为未证明的范围。",
    )
    return section("differences", "Differences", "差别", f'<div class="plots">{"".join(pictures)}</div>', note)


def tradeoffs(study: Study) -> str:
    """Service against money."""
    titles = {figure.id: figure for figure in study.figures}
    pictures = [
        f"<figure><figcaption>{both(*titles[id].title)} / {both('cost', '成本')}</figcaption>{picture}</figure>"
        for id in AGAINST
        if id in titles and (picture := curve(study, titles[id]))
    ]
    if not pictures:
        return ""
    note = (
        "Each point is a scenario, its means over days and seeds; lines join the scenarios of a grid.",
        "每点为一个方案（各天各种子的均值）；连线为网格中的方案。",
    )
    return section("tradeoffs", "Trade-offs", "取舍", f'<div class="plots">{"".join(pictures)}</div>', note)


def figures(study: Study) -> str:
    """All figures by scenario as a table."""
    head = "".join(f"<th>{escape(name)}</th>" for name in study.scenarios)
    rows = "".join(_row(study, figure) for figure in study.figures)
    table = f'<table class="figures-t"><thead><tr><th>{both("mean", "均值")}</th>{head}</tr></thead>{rows}</table>'
    return section("figures", "All figures", "全部指标", f'<div class="scroll">{table}</div>')


def _row(study: Study, figure: Figure) -> str:
    unit = study.currency if figure.unit == "money" else "" if figure.unit == "1" else figure.unit
    cells = []
    for name in study.scenarios:
        word = study.verdict(name, figure)
        kind = {"better": "good", "worse": "bad"}.get(word, "")
        mark = {"better": "▲", "worse": "▼", "lower": "↓", "higher": "↑"}.get(word, "")
        value = number(study.mean(name, figure.id))
        cells.append(
            f'<td class="{kind}" title="{escape(word)}" data-scenario="{escape(name)}">'
            f"{value} <i>{mark}</i>{_made_from(study, name, figure)}</td>"
        )
    kind = ' class="part"' if figure.part_of_cost else ""
    return f"<tr{kind}><th>{both(*figure.title)} <small>{escape(unit)}</small></th>{''.join(cells)}</tr>"


def _made_from(study: Study, name: str, figure: Figure) -> str:
    """Numerator and denominator over all cells, and the pooled rate, which weighs tickets and not days."""
    found = study.pooled(name, figure.id)
    if found["denominator"] is None:
        return ""
    parts = f"{_counted(found['numerator'])} / {_counted(found['denominator'])}"
    return f"<br><small>{parts} = {number(found['pooled'])} {both('pooled', '合并')}</small>"


def _counted(value: float | None) -> str:
    """A count in full; hours and shares with two decimals."""
    return "" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def telling_day(study: Study, name: str) -> str:
    """The day on which a scenario makes the largest difference to cost."""
    days = day_differences(study, name, "cost")
    return max(days, key=lambda day: abs(days[day]), default=study.days[0])


def changed(study: Study) -> str:
    """Who and what is different, on the day where it makes the largest difference."""
    parts = []
    for name in study.others:
        day = telling_day(study, name)
        rows = "".join(
            f"<tr><th>{both(*change.about)}</th><td>{escape(change.text)}</td></tr>"
            for change in changes(study, name, day)
        )
        parts.append(
            f'<div><h3>{escape(name)} <small>{escape(day)}</small></h3><table class="changes">{rows}</table></div>'
        )
    note = ("On the day where it makes the largest difference, first seed.", "取差别最大的一天、第一个种子。")
    return section(
        "changes", "Who and what changed", "谁变了，什么变了", f'<div class="pairs">{"".join(parts)}</div>', note
    )


def map_pairs(study: Study) -> str:
    """The base and each scenario side by side."""
    parts: list[str] = []
    for name in study.others:
        day, seed = telling_day(study, name), study.seeds[0]
        pair = [
            (scenario, study.problems[scenario, day], study.answers.get((scenario, day, seed)))
            for scenario in (study.base, name)
        ]
        if any(answer is None for _, _, answer in pair):
            continue
        drawn = "".join(
            f"<figure><figcaption>{escape(' · '.join(filter(None, (scenario, area))))}</figcaption>"
            f"{plan_map(problem, plan_of(problem, answer), box, f'{scenario} {day}')}</figure>"
            for area in areas(pair[0][1])
            for box in [frame([problem for _, problem, _ in pair], area)]
            for scenario, problem, answer in pair
            if answer is not None
        )
        title = f"<summary>{escape(name)} <small>{escape(day)}</small></summary>"
        parts.append(
            f'<details class="maps"{" open" if not parts else ""}>{title}<div class="pair">{drawn}</div></details>'
        )
    note = (
        "Colour = engineer, dot = visit, square = home, × = unserved; point at something to read what it is.",
        "颜色为工程师，圆点为上门，方块为住处，× 为未安排；指向图形可查看说明。",
    )
    return section("maps", "Maps side by side", "地图对照", "".join(parts), note)


def how_to_read(study: Study) -> str:
    """What the numbers mean, and what they do not."""
    shown = [f for f in study.figures if not f.part_of_cost]
    many = len(shown) * len(study.others)
    share = 1 - study.confidence
    en = (
        f"All scenarios plan the same days with the same seeds and the same budget. A difference is taken pair by "
        f"pair, averaged over the seeds of a day, then over days: mean ± t({study.confidence:.0%}, days − 1) · s / "
        f"√days (Student's t for paired data). With one day the seeds are the pairs, and the result speaks of that day "
        f"alone. An interval that holds 0: no difference seen. One that does not, but whose mean is within what the "
        f"solver left unproved (the larger mean of cost − bound of the two): smaller than the proof. "
        f"A typical day: the median of the means of all pairs of days, with the interval of Wilcoxon's signed ranks; "
        f"odd days hardly stretch it, but it speaks of a typical day, and money is paid for the sum. Rates are "
        f"means over days; the pooled rate is the sum of numerators over that of denominators, each ticket weighing "
        f"the same. There are {study.tickets(study.base)} tickets in the base. "
        f"There are {many} intervals here; of intervals over nothing but chance about one in {1 / share:.0f} misses 0."
    )
    zh = (
        f"所有方案使用相同的日期、种子和计算量。先逐对求差，再在每天的种子间取平均，然后跨天："
        f"均值 ± t({study.confidence:.0%}, 天数 − 1) · s / √天数。只有一天时以种子为单位，结论只针对这一天。"
        f"区间包含 0：看不出差别；不含 0 但均值小于求解器未证明的部分：小于证明范围。"
        f"典型的一天：所有日对均值的中位数，附 Wilcoxon 符号秩区间；个别异常的一天不会拉宽它，"
        f"但它说的是典型的一天，而费用按总和支付。"
        f"比率为各天均值；合并比率为分子之和除以分母之和，每个工单权重相同。"
        f"基准共有 {study.tickets(study.base)} 个工单。"
        f"本页共有 {many} 个区间；纯属偶然时约每 {1 / share:.0f} 个有一个不含 0。"
    )
    return section("reading", "How to read this", "如何阅读", f'<p class="prose">{both(en, zh)}</p>')
