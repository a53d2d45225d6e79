"""`pe eval`: what a cell would show for a formula, without a spreadsheet."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from addin.cli.output import stop, write_json
from udfs import CATALOGUE, CellError, Cells, cells, explaining


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A formula's value, its type, and what its PE_ functions say of themselves."""

    value: Any
    type: str
    explanation: str = ""
    clause: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "value": self.value,
            "type": self.type,
            "explanation": self.explanation,
            "clause": self.clause,
        }


def evaluate(
    formula: Annotated[
        str, typer.Argument(metavar="公式", help="以 = 开头；写 - 则从标准输入逐行读取")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON：值、类型、说明、条款")
    ] = False,
) -> None:
    """Evaluate one formula, or one a line from standard input."""
    if formula == "-":
        for number, line in enumerate(sys.stdin.buffer):
            _answer_line(_read(line, first=number == 0), as_json)
        return
    answer = work_out(formula)
    if isinstance(answer, str):
        if as_json:
            write_json(Evaluated(None, "error", answer).as_json())
        stop(answer)
    if as_json:
        write_json(answer.as_json())
    else:
        sys.stdout.write(shown(answer.value) + "\n")


def _read(line: bytes, *, first: bool) -> str | None:
    """A line of standard input, which is UTF-8 whatever the system's code page; None if it is not."""
    try:
        return line.decode("utf-8-sig" if first else "utf-8").strip()
    except UnicodeDecodeError:
        return None


def _answer_line(line: str | None, as_json: bool) -> None:
    """One answer, on one line, for one line of standard input."""
    answer: Evaluated | str
    if line is None:
        answer = "这一行不是 UTF-8 文本。请把公式另存为 UTF-8 编码再试。"
    else:
        answer = work_out(line) if line else Evaluated(None, "blank")
    if as_json:
        record = Evaluated(None, "error", answer) if isinstance(answer, str) else answer
        write_json(record.as_json())
    else:
        text = answer if isinstance(answer, str) else shown(answer.value, between_rows=";")
        sys.stdout.write(" ".join(text.splitlines()) + "\n")
    sys.stdout.flush()


def work_out(formula: str) -> Evaluated | str:
    """The value with explanation and clause; a sentence for a formula that cannot be parsed."""
    from workbook_templates import recalculation

    explanations: list[str] = []
    clauses: list[str] = []

    def listening(name: str) -> Any:
        """The function, noting what it says of each of its answers."""

        def call(*given: Cells) -> Cells:
            answer = CATALOGUE[name].answer(*given)
            explanations.extend(explaining.explanations(answer))
            clauses.extend(explaining.clauses(answer))
            return cells(answer)

        return call

    try:
        value = recalculation.evaluate(formula, {name: listening(name) for name in CATALOGUE})
    except recalculation.FormulaFault as fault:
        return fault.sentence
    said = "\n".join(dict.fromkeys(explanations))
    return Evaluated(plain(value), type_of(value), said, "；".join(dict.fromkeys(clauses)))


def type_of(value: Cells) -> str:
    """The type that `--json` names."""
    if isinstance(value, tuple):
        return "array"
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return "logical"
    if isinstance(value, CellError):
        return "error"
    return "number" if isinstance(value, (int, float)) else "text"


def plain(value: Cells) -> Any:
    """A value for JSON: rows as lists, errors as Excel names them, whole numbers without a point."""
    if isinstance(value, tuple):
        return [[plain(cell) for cell in row] for row in value]
    if isinstance(value, CellError):
        return value.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def shown(value: Any, between_rows: str = "\n") -> str:
    """A value as its cell shows it: 15 digits, TRUE and FALSE, a blank as nothing."""
    if isinstance(value, list):
        return between_rows.join("\t".join(shown(cell) for cell in row) for row in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
