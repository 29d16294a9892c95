"""``paigong mapping``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def mapping(
    language: Language,
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="CSV files, workbooks, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.yaml", help="The mapping to write.")],
    answer: Annotated[
        list[str] | None, typer.Option("--answer", metavar="ID=VALUE", help="Answer a question beforehand; repeatable.")
    ] = None,
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing; take what is proposed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find out how a company's own files become a day, ask what they leave open, and write it down.

    Exit codes: 0 written, 2 something has to be answered or mended first; every open question is listed.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.asking import answers_of, ask_all, new_file
    from scheduler.loaders.build.input_issues import InputIssues
    from scheduler.loaders.recognise.files import files_in, ready_mapping, sheets_in
    from scheduler.loaders.recognise.trial import trial
    from scheduler.loaders.recognise.write import text_of

    new_file(out)
    zh = language is Language.ZH
    sheets = sheets_in(files_in(files), InputIssues())
    day = files[0] if len(files) == 1 else files[0].parent
    if name := ready_mapping(sheets):
        say_json({"ready": name}) if as_json else say(
            f"这是 {name} 的导出，无需映射文件：paigong plan {day} --mapping {name} --out out" if zh else
            f"This is an export of {name}; no mapping is needed: paigong plan {day} --mapping {name} --out out"
        )  # fmt: skip
        return
    proposal, answers = ask_all(sheets, answers_of(answer or ()), out.stem, defaults, zh)
    out.write_text(text_of(proposal, answers, language), encoding="utf-8")
    found = trial(day, out)
    if as_json:
        say_json({"written": str(out), "answers": answers, "assumed": [remark.text for remark in proposal.remarks],
                  **found.as_dict()})  # fmt: skip
        return
    for remark in proposal.remarks:
        say(f"假定：{remark.chinese}" if zh else f"assumed: {remark.text}")
    for line in found.lines(zh):
        say(line)
    say(f"已写入 {out}。下一步：paigong plan {day} --mapping {out} --out out" if zh else
        f"Written to {out}. Next: paigong plan {day} --mapping {out} --out out")  # fmt: skip
