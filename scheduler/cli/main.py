"""Finds the verb, calls it, and turns errors into words and exit codes."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from importlib import import_module
from keyword import iskeyword
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperGroup

from models.errors import InputError, PaigongError
from scheduler.cli.chinese import help_language, in_chinese
from scheduler.cli.persons import PERSONS
from scheduler.cli.plan_of_the_log import PlanOfTheLog
from scheduler.cli.values import expanded
from scheduler.errors import Exit, Locked, NoAcceptablePlan
from scheduler.version import VERSION
from scheduler.wording.language import Language, speak, spoken
from scheduler.wording.troubles import error_text, troubles_text

ABOUT = "Paigong (派工): who serves which ticket, when, why, and how far from the best possible."


class ByPerson(TyperGroup):
    """The list of verbs in the help, by the person who needs them."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """One section for each person; verbs that are for nobody in particular come last."""
        rest = set(self.list_commands(ctx))
        for head, mine in (*PERSONS, (("Others", "其他"), dict.fromkeys(sorted(rest), ""))):
            found = [(verb, self._about(verb, chinese)) for verb, chinese in mine.items() if verb in rest]
            rest -= set(mine)
            if found:
                with formatter.section(spoken().of(*head)):
                    formatter.write_dl(found)

    def _about(self, verb: str, chinese: str) -> str:
        """What the verb does, in a sentence that is not cut."""
        english: str = self.commands[verb].get_short_help_str(200)
        return spoken().of(english, chinese or english)


def verbs() -> list[str]:
    """Names of all verbs: the modules of ``scheduler.cli.verbs``."""
    from scheduler.cli import verbs

    return sorted(module.name for module in iter_modules(verbs.__path__))


def app(wanted: Sequence[str]) -> typer.Typer:
    """The command line with these verbs only; reading one file is faster than reading all."""
    made = typer.Typer(
        cls=ByPerson,
        help=ABOUT,
        no_args_is_help=True,
        add_completion=len(wanted) > 1,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: importing rich takes longer than everything else here
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=False)(_top)
    for name in wanted:
        _add(made, name, "scheduler.cli.verbs")
    return made


def _add(made: typer.Typer, name: str, where: str) -> None:
    """A verb; where it is a package, its modules are the words behind it, as in ``paigong people score``."""
    module = import_module(f"{where}.{name}")
    if hasattr(module, "__path__"):
        group = typer.Typer(help=module.__doc__, no_args_is_help=True, rich_markup_mode=None)
        for inner in sorted(word.name for word in iter_modules(module.__path__)):
            _add(group, inner, f"{where}.{name}")
        made.add_typer(group, name=name.replace("_", "-"))
    else:
        made.command(name.replace("_", "-"), cls=PlanOfTheLog)(expanded(_function(module, name)))


def _function(module: ModuleType, name: str) -> Callable[..., None]:
    """The function of a verb; where the verb is a word of Python, such as ``try``, a stroke stands behind its name."""
    function: Callable[..., None] = getattr(module, f"{name}_" if iskeyword(name) else name)
    return function


def _version(value: bool) -> None:
    if value:
        typer.echo(f"paigong {VERSION}")
        raise typer.Exit


def _top(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say the version."),
) -> None:
    pass


_top.__doc__ = ABOUT


def run(arguments: Sequence[str] | None = None) -> None:
    """Run one command line and leave the process with its exit code."""
    try:
        code = copy_context().run(_run, list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        code = _interrupted()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """The exit code of one command line; in which language it spoke is forgotten afterwards."""
    language = help_language(arguments, Language.of_locale(os.environ))
    speak(language)
    known = verbs()
    first = arguments[0].replace("-", "_") if arguments else ""
    command = typer.main.get_command(app([first] if first in known else known))
    if language is Language.ZH:
        in_chinese(command)
    code = _guarded(command, arguments)
    with _reader_may_leave():
        sys.stdout.flush()
    return code


def _guarded(command: Callable[..., Any], arguments: list[str]) -> int:
    """Call it; every way it can end has an exit code, and none a traceback in the user's face."""
    try:
        command(arguments, prog_name="paigong")
    except SystemExit as end:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":
            return Exit.DONE  # the reader went away, as `head` does
        if end.code == INTERRUPTED:
            return _interrupted()
        return end.code if isinstance(end.code, int) else (0 if end.code is None else Exit.INTERNAL)
    except InputError as error:
        if "--json" in arguments:
            _say_json(error)
        language, count = spoken(), len(error.troubles)
        head = language.of(f"{count} trouble{'s' if count > 1 else ''}:", f"{count} 处问题：")
        return _say(troubles_text(error.troubles, language), Exit.INPUT, head)
    except Locked as error:
        return _say(error_text(str(error), spoken()), Exit.LOCKED)
    except NoAcceptablePlan as error:
        return _say(error_text(str(error), spoken()), Exit.NO_PLAN)
    except PaigongError as error:
        return _say(error_text(str(error), spoken()), Exit.INPUT)
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        return _say(_system(error), Exit.INPUT)
    except Exception as error:
        return _internal(error)
    return Exit.DONE


INTERRUPTED = 130
"""What a process ends with that Ctrl-C has ended."""


def _interrupted() -> int:
    return _say(spoken().of("interrupted; nothing was written", "已中断；没有写入任何内容"), INTERRUPTED)


def _say(message: object, code: int, head: str = "") -> int:
    print(f"{head}\n{message}" if head else f"paigong: {message}", file=sys.stderr)
    return code


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """What is still to be printed may find nobody there, as behind `head`; that is no error."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_json(error: InputError) -> None:
    """The troubles for a program that reads standard output."""
    from scheduler.cli.answer import say_json

    say_json({"good": False, "troubles": [trouble.as_dict() for trouble in error.troubles]})


def _system(error: OSError) -> str:
    """A file that cannot be read or written."""
    where = f"{error.filename}: " if error.filename else ""
    maybe = spoken().of(
        "Maybe check the name, the rights and the space on the disk.", "或许：请检查名称、权限和磁盘空间。"
    )
    return f"{where}{error.strerror or error}\n  {maybe}"


def _internal(error: Exception) -> int:
    """Keep the traceback for the person who will mend it."""
    with tempfile.NamedTemporaryFile("w", prefix="paigong-", suffix=".txt", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    what = f"{type(error).__name__}: {error}"
    said = spoken().of(
        f"internal error, please report it: {what}\n  Details are in {file.name}; nothing was written.",
        f"内部错误，请报告：{what}\n  详情见 {file.name}；没有写入任何内容。",
    )
    return _say(said, Exit.INTERNAL)
