"""Building the model from the tree: the same types that made the schema, now filled."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any, get_origin

from rules.expression import Expression
from rules.language.faults import Fault
from rules.language.figures import SCALARS, Wrong
from rules.language.source import Entries, Items, Node, Text
from rules.language.types import field_types, shape
from rules.model.bands import Range
from rules.model.keys import words
from rules.model.policy import Policy
from rules.model.scalars import Dated

#: All formulas of a file together: reading more takes seconds.
MOST_FORMULA_TEXT = 60_000
#: What could not be built; it falls away together with the smallest named thing around it.
_BAD = object()


class Builder:
    """Builds one policy and collects what single values are wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        #: Whether the tree fits the types in everything, so that the schema has nothing to say.
        self.fits = True
        #: How many characters, and how many parts, the formulas of the file have together.
        self.formula_length = 0
        self.formula_parts = 0
        self._lost: set[tuple[int, int]] = set()

    def whole(self, node: Node) -> bool:
        """Whether everything directly in a mapping or list of the tree could be built."""
        return (node.line, node.column) not in self._lost

    def policy(self, root: Node) -> Policy | None:
        """The policy, with whatever is wrong left out; None where too little is left."""
        built: Policy | object = self._object(Policy, root, lenient=True)
        self.fits = self.fits and built is not _BAD
        return built if isinstance(built, Policy) else None

    def _value(self, kind: Any, node: Node) -> Any:
        value = self._built(kind, node)
        if value is _BAD:
            self.fits = False
        return value

    def _built(self, kind: Any, node: Node) -> Any:
        form, inside = shape(kind)
        if form == "scalar":
            return self._scalar(inside, node)
        if form == "word":
            return next(
                (m for m in inside if isinstance(node, Text) and m.value == node.text), _BAD
            )
        if form == "list":
            if not isinstance(node, Items):
                return _BAD
            items = [self._value(inside, item) for item in node.items]
            self._note_lost(node, items)
            return tuple(item for item in items if item is not _BAD)
        if form == "map":
            return self._map(inside, node)
        if form == "ranges":
            return self._ranges(inside, node)
        if form == "dated":
            return self._dated(inside, node)
        return self._object(inside, node)

    def _scalar(self, kind: Any, node: Node) -> Any:
        if not isinstance(node, Text):
            return _BAD
        value = self._read(kind, node.text)
        if isinstance(value, Wrong):
            self.faults.append(
                Fault(self.file, node.line, node.column, value.message, value.advice)
            )
            return _BAD
        return value

    def _read(self, kind: Any, text: str) -> Any:
        if kind is not Expression:
            return SCALARS[kind].read(text)
        self.formula_length += len(text)
        if self.formula_length > MOST_FORMULA_TEXT:
            return Wrong(f"公式合计超过 {MOST_FORMULA_TEXT} 个字", "请把文件按办法拆成几项政策")
        value = SCALARS[kind].read(text)
        self.formula_parts += value.parts if isinstance(value, Expression) else 0
        return value

    def _map(self, inside: Any, node: Node) -> Any:
        if not isinstance(node, Entries):
            return _BAD
        self.fits = self.fits and bool(node.entries)
        built = {name: self._value(inside, value) for name, (_, value) in node.entries.items()}
        self._note_lost(node, built.values())
        return {name: value for name, value in built.items() if value is not _BAD}

    def _ranges(self, inside: Any, node: Node) -> Any:
        if not isinstance(node, Entries):
            return _BAD
        self.fits = self.fits and bool(node.entries)
        built = [
            (self._scalar(Range, key), self._value(inside, value))
            for key, value in node.entries.values()
        ]
        self._note_lost(node, [part for pair in built for part in pair])
        return {found: value for found, value in built if found is not _BAD and value is not _BAD}

    def _note_lost(self, node: Node, built: Iterable[Any]) -> None:
        if any(value is _BAD for value in built):
            self.fits = False
            self._lost.add((node.line, node.column))

    def _dated(self, inside: Any, node: Node) -> Any:
        if not isinstance(node, Entries):
            value = self._value(inside, node)
            return _BAD if value is _BAD else Dated(((None, value),))
        values: list[tuple[date, Any]] = []
        for _, (key, below) in node.entries.items():
            day, value = SCALARS[date].read(key.text), self._value(inside, below)
            if isinstance(day, Wrong):
                fault = Fault(self.file, key.line, key.column, day.message, day.advice)
                self.faults.append(fault)
                self.fits = False
            elif value is not _BAD:
                values.append((day, value))
        values.sort(key=lambda pair: pair[0])
        return Dated(tuple(values)) if values else _BAD

    def _object(self, kind: type, node: Node, *, lenient: bool = False) -> Any:
        if not isinstance(node, Entries):
            return _BAD
        types = field_types(kind)
        filled: dict[str, Any] = {}
        complete = True
        known = words(kind)
        self.fits = self.fits and node.entries.keys() <= known.keys()
        for word, field in known.items():
            if word in node.entries:
                value = self._value(types[field.name], node.entries[word][1])
                if value is not _BAD:
                    filled[field.name] = value
                    continue
                # At the top a broken section is left out; the rest can still be proven.
                complete = complete and lenient
            if (
                field.default is dataclasses.MISSING
                and field.default_factory is dataclasses.MISSING
            ):
                complete = False
        return (get_origin(kind) or kind)(**filled) if complete else _BAD
