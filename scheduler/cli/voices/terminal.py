"""Words and a progress bar for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from models.money import show
from scheduler.solvers.progress import ProgressReport
from scheduler.wording.language import spoken

CHINESE = {
    "planning": "开始排程",
    "searching": "搜索中",
    "writing": "正在写入",
    "step": "步骤",
    "written": "已写入",
    "already done": "已完成",
    "input": "输入",
    "degraded": "未达要求",
    "set aside": "已搁置",
    "read": "已读取",
    "ledger": "清点",
    "day": "日期数据",
    "tickets": "工单",
    "shifts": "班次",
    "solver": "求解器",
    "seed": "种子",
    "folder": "文件夹",
    "exit_code": "退出码",
    "served": "已派",
    "unserved": "未派",
    "cost": "费用",
    "bound": "下界",
    "gap": "差距",
    "ended": "结束",
    "run_key": "运行标识",
}
"""Events and facts of the log in Chinese."""


class Terminal:
    """Everything on standard error; the bar vanishes when the search ends."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar: Progress | None = None
        self._language = spoken()

    def tell(self, event: str, **facts: Any) -> None:
        """A line such as ``planning  day=monday tickets=150``."""
        self._line(
            self._named(event), "bold", " ".join(f"{self._named(name)}={value}" for name, value in facts.items())
        )

    def warn(self, event: str, **facts: Any) -> None:
        """The same in yellow."""
        self._line(self._named(event) + self._language.of(":", "："), "yellow", str(facts.pop("message", facts)))

    def _line(self, head: str, style: str, text: str) -> None:
        """The text is somebody's own and may hold brackets, which are no markup."""
        self._console.print(Text(head, style), Text(text))

    def pulse(self, pulse: ProgressReport) -> None:
        """Behind the bar."""
        if self._bar is not None:
            for task in self._bar.task_ids:
                self._bar.update(task, status=self._words(pulse))

    def _words(self, pulse: ProgressReport) -> str:
        cost = "" if pulse.cost is None else f"{self._named('cost')} {show(pulse.cost)}"
        gap = "" if pulse.gap is None else self._language.of(f"within {pulse.gap:.2%}", f"差距 {pulse.gap:.2%}")
        return "  ".join(part for part in (cost, gap, pulse.phase) if part)

    def _named(self, word: str) -> str:
        """An event or a fact of the log as people read it; a log for programs has its own name."""
        return self._language.of(word, CHINESE.get(word, word))

    @contextmanager
    def searching(self, seconds: float | None) -> Iterator[None]:
        """A bar of the time, or one that only moves when there is no limit."""
        columns = (
            TextColumn(self._named("searching")),
            BarColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[status]}"),
        )
        with Progress(*columns, console=self._console, transient=True) as self._bar:
            task = self._bar.add_task("", total=seconds, status="")
            stop = _ticking(self._bar, task)
            try:
                yield
            finally:
                stop()
                self._bar = None


def _ticking(bar: Progress, task: Any) -> Any:
    """Move the bar with the clock; returns how to stop it."""
    import threading

    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.2):
            bar.update(task, completed=bar.tasks[0].elapsed or 0)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()

    def stop() -> None:
        done.set()
        thread.join()

    return stop
