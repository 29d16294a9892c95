"""A forecast in words."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.forecast.backtest import MODEL
from scheduler.forecast.prediction import Prediction
from scheduler.loaders.history import RequestHistory
from scheduler.wording.language import Language


def lines(prediction: Prediction, history: RequestHistory, language: Language) -> Iterator[str]:
    """The next two weeks of the company beside the bar, then what to know about it."""
    company = [row for row in prediction.rows if row["level"] == "company"]
    yield language.of(
        "day         kind      expected   80 of 100 cases   bar", "日期        类别      预期   八成情况   基准"
    )
    for row in company[:14]:
        span = f"{row['p10']:.0f}-{row['p90']:.0f}"
        yield f"{row['day']}  {row['kind']:<9} {row['mean']:>7.1f}   {span:>15}   {row['snaive8']:.1f}"
    tested = prediction.tested
    if tested is not None:
        own, bar = tested.row(MODEL, "company"), tested.row("snaive8", "company")
        better = 100 * (1 - own.pinball / bar.pinball)
        yield language.of(
            f"On {tested.origins} past mornings its loss was {better:.0f} % lower than the bar's (p = {own.p:.3f}); "
            f"80 % intervals held {100 * own.covered[1]:.0f} %.",
            f"在过去 {tested.origins} 个早晨，损失比基准低 {better:.0f} %（p = {own.p:.3f}）；"
            f"80 % 区间命中 {100 * own.covered[1]:.0f} %。",
        )
    for note in prediction.notes:
        yield f"{language.of('note', '说明')}: {language.text(note)}"
    if history.rejected:
        yield language.of(
            f"{history.rejected} row{' is' if history.rejected == 1 else 's are'} set aside.",
            f"已搁置 {history.rejected} 行。",
        )
