"""Reading one mapping of a description: known keys only, the right kinds, faults with their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rules.nearest import nearest_or_known
from workbook_templates.addresses import column_of
from workbook_templates.faults import Fault


@dataclass(frozen=True, slots=True)
class Reading:
    """A mapping `raw` at `where`; whatever is wrong with it goes to `faults`, and reading goes on."""

    raw: Any
    where: str
    faults: list[Fault]

    def __contains__(self, key: str) -> bool:
        """Whether the key is written."""
        return isinstance(self.raw, dict) and key in self.raw

    def fault(self, message: str, advice: str = "") -> None:
        """Note a fault at this place."""
        self.faults.append(Fault(self.where, message, advice))

    def only(self, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> None:
        """Note every missing and every unknown key."""
        if not isinstance(self.raw, dict):
            self.fault("这里应是“名称: 内容”的形式")
            return
        for key in self.raw:
            if key not in needed and key not in allowed:
                self.fault(f"不认识“{key}”", nearest_or_known(str(key), needed + allowed))
        for key in needed:
            if key not in self.raw:
                self.fault(f"缺少“{key}”")

    def _get(self, key: str) -> Any:
        return self.raw.get(key) if isinstance(self.raw, dict) else None

    def text(self, key: str) -> str:
        """The text under `key`, "" if absent; numbers are taken as they print."""
        value = self._get(key)
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.fault(f"“{key}”应是文字")
        return ""

    def number(self, key: str) -> float:
        """The number under `key`, 0 if absent (points, column widths: measures of the page)."""
        value = self._get(key)
        if value is None:
            return 0
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault(f"“{key}”应是不小于 0 的数")
        return 0

    def whole(self, key: str) -> int:
        """The whole number under `key`, 0 if absent."""
        value = self.number(key)
        if value != int(value):
            self.fault(f"“{key}”应是整数")
        return int(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """The list of numbers under `key`."""
        value = self._get(key)
        if isinstance(value, list) and all(
            isinstance(one, int | float) and not isinstance(one, bool) and one > 0 for one in value
        ):
            return tuple(value)
        self.fault(f"“{key}”应是一列大于 0 的数，如 [8, 12.5]")
        return ()

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words under `key`, () if absent."""
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.fault(f"“{key}”应是一列文字，如 [是, 否]")
        return ()

    def rows(self, key: str, width: int) -> tuple[tuple[str, ...], ...]:
        """The list of rows of `width` texts under `key`, () if absent."""
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(
            isinstance(one, list) and len(one) == width and all(isinstance(t, str) for t in one)
            for one in value
        ):
            return tuple(tuple(one) for one in value)
        self.fault(f"“{key}”的每一行应是 {width} 段文字")
        return ()

    def child(self, key: str) -> Reading:
        """The mapping under `key`."""
        return Reading(self._get(key), f"{self.where} › {key}", self.faults)

    def children(self, key: str) -> tuple[Reading, ...]:
        """The list of mappings under `key`, () if absent."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(f"“{key}”应是一列")
            return ()
        return tuple(
            Reading(one, f"{self.where} › {key} 第 {number} 项", self.faults)
            for number, one in enumerate(value, 1)
        )

    def names(self) -> tuple[str, ...]:
        """The keys of the mapping."""
        if not isinstance(self.raw, dict):
            self.fault("这里应是“名称: 内容”的形式")
            return ()
        return tuple(map(str, self.raw))

    def texts(self) -> dict[str, str]:
        """The whole mapping, every value a text."""
        if not isinstance(self.raw, dict):
            self.fault("这里应是“名称: 内容”的形式")
            return {}
        return {str(key): self.text(key) for key in self.raw}

    def scalars(self) -> dict[str, str | int]:
        """The whole mapping, whole numbers kept as numbers."""
        return {
            key: self.raw[key] if isinstance(self.raw[key], int) else text
            for key, text in self.texts().items()
        }


def column_number(raw: Reading) -> tuple[int, int]:
    """The zero-based first and last column of ``位``, written as in Excel: ``A`` or ``A:C``."""
    match = re.fullmatch(r"([A-Z]{1,2})(?::([A-Z]{1,2}))?", raw.text("位"))
    if match is None:
        raw.fault("“位”应是列号，如 A 或 A:C")
        return 0, 0
    first, last = (column_of(word or match[1]) for word in match.groups())
    if last < first:
        raw.fault(f"“位”{match[0]} 的次序反了")
    return first, last
