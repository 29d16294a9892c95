"""What a person at a terminal sees, and what a log gets."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import time
from pathlib import Path

import pytest

from scheduler.cli.voices.log import LogLines
from scheduler.cli.voices.terminal import Terminal
from scheduler.solvers.progress import ProgressReport
from tests.cli.shell import ROOT, command, environment


def test_a_log_is_json_with_a_heartbeat_in_money(capsys: pytest.CaptureFixture[str]) -> None:
    log = LogLines(heartbeat=0.1)
    with log.searching(None):
        log.pulse(ProgressReport("search", 12_345, 12_000, 0.028))
        time.sleep(0.35)
    log.warn("input", message="工单 [T-1] is odd")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    beats = [line for line in lines if line["event"] == "searching"]
    assert len(beats) >= 2
    assert (beats[-1]["cost"], beats[-1]["bound"], beats[-1]["gap"]) == (12.345, 12.0, 0.028)
    assert (lines[-1]["level"], lines[-1]["message"]) == ("warning", "工单 [T-1] is odd")


def test_brackets_in_somebody_s_words_are_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    voice = Terminal()
    voice.warn("input", message="E1 [/red] has [bold]VRF")
    with voice.searching(0.5):
        voice.pulse(ProgressReport("search", 12_345, None, 0.0123))
    assert "E1 [/red] has [bold]VRF" in out.getvalue()


def test_at_a_terminal_there_are_words_and_a_table_and_no_json(small_day: Path, tmp_path: Path) -> None:
    here, there = pty.openpty()
    words = command("plan", small_day, "--out", tmp_path / "out", "--iterations", 50)
    ended = subprocess.Popen(words, stdout=there, stderr=there, cwd=ROOT, env={**environment(), "TERM": "xterm"})
    os.close(there)
    seen = b""
    try:
        while chunk := os.read(here, 4096):
            seen += chunk
    except OSError:  # Linux: the other end was closed
        pass
    assert ended.wait(timeout=60) == 0
    text = seen.decode("utf-8")
    assert "planning" in text
    assert "Cost per rule" in text
    assert "{" not in text.replace("\x1b", "")
