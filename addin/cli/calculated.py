"""What became of one workbook that was to be recalculated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from udfs import Cell, CellError

#: A cell: its sheet and its address.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Calculated:
    """A copy with fresh figures: how many formulas, which show an error, which are faulty and why.

    `errors` is None where it is not known which cells show one, only how many: `wrong`.
    """

    file: Path
    target: Path
    formulas: int
    wrong: int
    errors: Mapping[_Place, CellError] | None = None
    faults: Mapping[_Place, str] = field(default_factory=dict)

    @staticmethod
    def of(
        file: Path,
        target: Path,
        values: Mapping[_Place, Cell],
        faults: Mapping[_Place, str] | None = None,
    ) -> Calculated:
        """From what every formula cell shows."""
        errors = {place: value for place, value in values.items() if isinstance(value, CellError)}
        return Calculated(file, target, len(values), len(errors), errors, faults or {})

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "file": str(self.file),
            "output": str(self.target),
            "formulas": self.formulas,
            "errors": [
                {"sheet": sheet, "cell": cell, "value": value.value}
                for (sheet, cell), value in (self.errors or {}).items()
            ],
            "faults": [
                {"sheet": sheet, "cell": cell, "message": message}
                for (sheet, cell), message in self.faults.items()
            ],
        }


@dataclass(frozen=True, slots=True)
class Failed:
    """A workbook that could not be computed: why, and what to do."""

    file: Path
    message: str
    advice: str = ""

    @staticmethod
    def unwritten(file: Path, path: object) -> Failed:
        """A file that cannot be read or written."""
        return Failed(
            file, f"不能读写文件：{path}", "请检查文件是否被占用、磁盘是否已满、是否有写入权限"
        )

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {"error": self.message, "advice": self.advice, "file": str(self.file)}
