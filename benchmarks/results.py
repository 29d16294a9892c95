"""RESULTS.md and its pictures, made from the lines of the runner and from nothing else.

python -m benchmarks.results
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median
from typing import Any

from benchmarks.run import RESULTS, read
from benchmarks.solvers import solver

Line = dict[str, Any]
HERE = Path(__file__).parent


def main() -> None:
    """Write RESULTS.md and, where matplotlib is installed, the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=RESULTS)
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    asked = parser.parse_args()
    lines = newest(read(asked.runs))
    pictures = draw(lines, HERE / "results")
    asked.out.write_text(page(lines, pictures), encoding="utf-8")
    print(f"{len(lines)} runs -> {asked.out}")


def newest(lines: Iterable[Line]) -> list[Line]:
    """Of runs that differ only in the commit, the last one."""
    keys = ("set", "name", "solver", "seconds", "seed", "threads")
    return list({tuple(line.get(key) for key in keys): line for line in lines}.values())


def page(lines: list[Line], pictures: list[str]) -> str:
    """The whole document."""
    machines = sorted({f"{line['machine']}, {line['day']}, commit {line['commit']}" for line in lines})
    parts = [
        "# Results",
        "Made by `python -m benchmarks.results` from `benchmarks/results/runs.jsonl`; every line is one process, every "
        "plan scored by the rules of its source. *over best* is the distance to the best known value (negative: "
        "better), the median over seeds and then the mean over instances; *proven gap* is (cost - bound) / cost.",
        "Machines and code: " + "; ".join(machines) + ".",
        "## Summary",
        summary(lines),
        "## Scaling",
        "Seconds until the proven gap is this small, median over the runs that reach it, and how many do.",
        scaling(lines),
        *(f"![{Path(picture).stem}](results/{picture})" for picture in pictures),
        *(detail(name, [line for line in lines if line["set"] == name]) for name in sorted({x["set"] for x in lines})),
        "## What each peer cannot express",
        limits(lines),
    ]
    return "\n\n".join(parts) + "\n"


def summary(lines: list[Line]) -> str:
    """One row per set, budget and solver."""
    rows = [
        "| set | s | threads | solver | instances | seeds | over best | proven gap | optimal | CPU s | MB | invalid |"
    ]
    rows.append("|---|---|---|---|---|---|---|---|---|---|---|---|")
    groups = group(lines, "set", "seconds", "threads", "solver")
    for (name, seconds, threads, who), runs in sorted(groups.items()):
        cases = group(runs, "name")
        over = [x for case in cases.values() if (x := middle(case, "over_best")) is not None]
        gaps = [x for case in cases.values() if (x := middle(case, "gap")) is not None]
        optimal = sum(all(run.get("ended") == "optimal" for run in case) for case in cases.values())
        broken = sum(not run["valid"] for run in runs)
        cells = [
            name, f"{seconds:g}", threads, solver(who).NAME, len(cases), max(map(len, cases.values())),
            percent(mean(over) if over else None, sign=True), percent(mean(gaps) if gaps else None),
            optimal if gaps else "", f"{mean(run.get('cpu', 0) for run in runs):.1f}",
            max(run.get("megabytes", 0) for run in runs), broken or "",
        ]  # fmt: skip
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


GAPS = (0.05, 0.02, 0.01)


def scaling(lines: list[Line]) -> str:
    """One row per size and budget of the neutral days: time to a small gap, memory."""
    rows = [
        "| tickets | s | runs | " + " | ".join(f"to {g:.0%}" for g in GAPS) + " | MB |",
        "|---" * (4 + len(GAPS)) + "|",
    ]
    ours = [x for x in lines if x["solver"] == "engine" and x["set"].startswith("days-") and x.get("trace")]
    for (tickets, seconds), runs in sorted(group(ours, "tickets", "seconds").items()):
        cells = [f"{tickets:,}", f"{seconds:g}", len(runs)]
        for small in GAPS:
            times = [when for run in runs if (when := reached(run, small)) is not None]
            cells.append(f"{median(times):.1f} s ({len(times)})" if times else "-")
        rows.append("| " + " | ".join(map(str, [*cells, max(run["megabytes"] for run in runs)])) + " |")
    return "\n".join(rows)


def reached(run: Line, gap: float) -> float | None:
    """Second at which a run had proved this gap; None = not within its time."""
    return next((t for t, cost, bound, *_ in run["trace"] if cost and (cost - bound) / cost <= gap), None)


def detail(name: str, lines: list[Line]) -> str:
    """One row per instance and budget, a column per solver: median value (and proven gap)."""
    players = sorted({line["solver"] for line in lines})
    rows = [f"## {name}", "", "| instance | s | best known | " + " | ".join(solver(p).NAME for p in players) + " |"]
    rows.append("|---" * (3 + len(players)) + "|")
    for (case, seconds), runs in sorted(group(lines, "name", "seconds").items()):
        best = runs[0].get("best_known")
        shown = f"{best:,.2f}" + ("*" if runs[0].get("proved") else "") if best else ""
        cells = [case, f"{seconds:g}", shown, *(cell([r for r in runs if r["solver"] == p]) for p in players)]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def cell(runs: list[Line]) -> str:
    """Median value, unserved, distance to best, proven gap."""
    good = [run for run in runs if run["valid"]]
    if not good:
        return "invalid" if runs else ""
    left = median(run["unserved"] for run in good)
    text = f"{median(run['value'] for run in good):,.2f}" + (f" ({left:g} left)" if left else "")
    over, gap = middle(good, "over_best"), middle(good, "gap")
    text += f" {percent(over, sign=True)}" if over is not None else ""
    return text + (f", gap {percent(gap)}" if gap is not None else "")


def limits(lines: list[Line]) -> str:
    """A bullet per peer and set."""
    said = {(line["solver"], line["set"], tuple(line["cannot"])) for line in lines if line.get("cannot")}
    return (
        "\n".join(f"- {solver(who).NAME}, {name}: {', '.join(what)}" for who, name, what in sorted(said)) or "Nothing."
    )


def draw(lines: list[Line], folder: Path) -> list[str]:
    """Anytime curves of the engine and its gap by size; nothing where matplotlib is missing."""
    try:
        import matplotlib
    except ImportError:
        print("no pictures: matplotlib is not installed")
        return []
    matplotlib.use("svg")
    from matplotlib import pyplot

    made = []
    for name, runs in sorted(group([x for x in lines if x.get("trace") and x["solver"] == "engine"], "set").items()):
        figure, axes = pyplot.subplots(figsize=(8, 4))
        for run in {x["name"]: x for x in sorted(runs, key=lambda x: (x["seconds"], x["seed"]))}.values():
            last = run["cost"] or 1
            times = [max(0.01, point[0]) for point in run["trace"]]
            (curve,) = axes.plot(times, [100 * (p[1] / last - 1) for p in run["trace"]], label=run["name"], lw=1)
            bounds = [(t, 100 * (p[2] / last - 1)) for t, p in zip(times, run["trace"], strict=True) if p[2]]
            if bounds:
                axes.plot(*zip(*bounds, strict=True), ls=":", color=curve.get_color(), lw=1)
        axes.set(
            xscale="log",
            ylim=(-10, 15),
            xlabel="seconds",
            ylabel="% of the final cost",
            title=f"{name[0]}: cost and bound",
        )
        axes.legend(fontsize=6, ncol=2)
        made.append(f"anytime-{name[0]}.svg")
        figure.savefig(folder / made[-1], metadata={"Date": None})
        pyplot.close(figure)
    sizes = group([x for x in lines if x["solver"] == "engine" and x.get("gap") is not None], "tickets")
    if len(sizes) > 1:
        figure, axes = pyplot.subplots(figsize=(6, 4))
        for (tickets,), runs in sizes.items():
            axes.plot([tickets] * len(runs), [100 * run["gap"] for run in runs], "o", color="tab:blue", alpha=0.5)
        axes.set(xscale="log", xlabel="tickets", ylabel="proven gap [%]", title="Proven gap by size")
        made.append("gap-by-size.svg")
        figure.savefig(folder / made[-1], metadata={"Date": None})
        pyplot.close(figure)
    return made


def group(lines: Iterable[Line], *keys: str) -> dict[tuple[Any, ...], list[Line]]:
    """Lines by the values of some keys."""
    found: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    for line in lines:
        found[tuple(line.get(key) for key in keys)].append(line)
    return dict(found)


def middle(lines: list[Line], key: str) -> float | None:
    """Median of a figure over the valid lines that have it."""
    values = [line[key] for line in lines if line["valid"] and line.get(key) is not None]
    return median(values) if values else None


def percent(value: float | None, sign: bool = False) -> str:
    """A share for people."""
    return "" if value is None else f"{100 * value:+.2f} %" if sign else f"{100 * value:.2f} %"


if __name__ == "__main__":
    main()
