"""What the command line prints: to people through rich, to machines as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import typer
from rich.console import Console

# Lines are not broken here but by the terminal, so that a sentence stays one line in a pipe.
out = Console(soft_wrap=True, highlight=False, emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

#: Exit statuses: something to mend; cannot be read, or wrong usage; a defect of ours.
TO_MEND, WRONG, DEFECT = 1, 2, 3
#: Exit status of a command that was broken off by Ctrl-C.
INTERRUPTED = 130


def write_json(value: Any) -> None:
    """One JSON document on standard output, on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


@contextmanager
def json_list() -> Iterator[Callable[[Any], None]]:
    """A list on standard output, written as its items come; whatever happens, it is closed.

    Each item stands on a line of its own.
    """
    count = 0

    def add(value: Any) -> None:
        nonlocal count
        text = json.dumps(value, ensure_ascii=False)
        sys.stdout.write((",\n" if count else "") + text)
        sys.stdout.flush()  # for a program that reads along
        count += 1

    sys.stdout.write("[")
    try:
        yield add
    except BaseException:
        with suppress(OSError):  # the reader may be what is gone
            sys.stdout.write("]\n")
        raise
    sys.stdout.write("]\n")


def complain(message: str, advice: str = "") -> None:
    """Say on standard error what is wrong and what to do."""
    err.print(message + (f"\n{advice}" if advice else ""), markup=False, style="red")


def stop(message: str, advice: str = "", *, as_json: bool = False) -> NoReturn:
    """End the command: a sentence on standard error; with `--json` also an object that has it."""
    if as_json:
        write_json({"error": message, "advice": advice})
    complain(message, advice)
    raise typer.Exit(WRONG)
