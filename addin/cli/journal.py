"""What was checked so far, one line a file, so that a run that was broken off can go on.

An answer holds for a file of the same content, under the same policies and the same product.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from udfs import CATALOGUE, policies
from workbook_templates.checking import Answer, Checked, digest_of, stored

_KIND = "校验进度"


@dataclass(frozen=True, slots=True)
class _Entry:
    place: int
    digest: str
    scored: bool


class Journal:
    """Answers by file. Entries stay on the disk; only where they stand is kept in memory."""

    def __init__(self, path: Path, basis: str) -> None:
        """The journal at `path` for a run on this `basis`; nothing is opened yet."""
        self.path, self.basis = path, basis
        #: Whether there was a journal of another basis, which is of no use now.
        self.outdated = False
        self._entries: dict[str, _Entry] = {}
        self._file: IO[bytes] | None = None

    def begin(self, *, go_on: bool) -> None:
        """Open it, with what it holds when the run goes on, else empty. Raises `OSError`."""
        known = go_on and self.path.exists()
        if known:
            known = self._read()
            self.outdated = not known
        self._file = open(self.path, "r+b" if known else "w+b")  # noqa: SIM115 - see `end`
        if known:
            self._end_line()
        else:
            self._entries.clear()
            self._write({"kind": _KIND, "basis": self.basis})

    def find(self, path: Path, *, scored: bool) -> int | None:
        """Where the answer for this file as it is now stands; None where it has to be checked.

        With `scored`, an answer kept without the explanations of its scores is of no use.
        """
        entry = self._entries.get(_key(path))
        if entry is None or (scored and not entry.scored) or entry.digest != digest_of(path):
            return None
        return entry.place

    def read(self, place: int, path: Path) -> Checked | None:
        """The answer that stands there, for the file as it is called now."""
        assert self._file is not None
        self._file.seek(place)
        entry = _read_entry(self._file.readline())
        try:
            return stored.from_json({**entry["checked"], "file": str(path)}) if entry else None
        except (ValueError, KeyError, TypeError):
            return None

    def add(self, path: Path, answer: Answer, *, scored: bool) -> None:
        """Keep an answer; those that cannot hold another time are not kept."""
        if self._file is None or not answer.digest or answer.defect:
            return
        self._write(
            {
                "file": _key(path),
                "sha256": answer.digest,
                "scored": scored,
                "checked": stored.to_json(answer.checked),
            }
        )

    def end(self, *, keep: bool) -> None:
        """Close it, and delete it unless it is kept."""
        if self._file is not None:
            self._file.close()
            self._file = None
            if not keep:
                self.path.unlink(missing_ok=True)

    def _write(self, entry: dict[str, Any]) -> None:
        assert self._file is not None
        # Escaped, because a text of a workbook may be no valid UTF-8.
        line = json.dumps(entry).encode("ascii") + b"\n"
        place = self._file.seek(0, 2)
        self._file.write(line)
        self._file.flush()
        self._note(entry, place)

    def _end_line(self) -> None:
        """End a line that was broken off, so that the next one is a line of its own."""
        assert self._file is not None
        size = self._file.seek(0, 2)
        self._file.seek(size - 1)
        if self._file.read(1) != b"\n":
            self._file.write(b"\n")

    def _read(self) -> bool:
        """Learn where the entries stand; False for a file that is no journal of this basis."""
        with open(self.path, "rb") as file:
            if _read_entry(file.readline()) != {"kind": _KIND, "basis": self.basis}:
                return False
            place = file.tell()
            for line in file:
                entry = _read_entry(line)
                if entry is not None:
                    self._note(entry, place)
                place += len(line)
        return True

    def _note(self, entry: dict[str, Any], place: int) -> None:
        if {"file", "sha256", "scored"} <= entry.keys():
            noted = _Entry(place, str(entry["sha256"]), entry["scored"] is True)
            self._entries[str(entry["file"])] = noted


def beside(given: Iterable[Path], outputs: Iterable[Path | None], policy: str) -> Journal:
    """The journal of a run on these files and folders: in the folder of its first output, else here."""
    first = next((each.parent for each in outputs if each is not None), Path())
    named = "\n".join(sorted(_key(path) for path in given))
    mark = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Journal(first / f"{_KIND}-{mark}.jsonl", _basis(policy))


def is_journal(name: str) -> bool:
    """Whether a file is named as a journal is."""
    return name.startswith(f"{_KIND}-") and name.endswith(".jsonl")


def _key(path: Path) -> str:
    return str(path.absolute())


def _basis(policy: str) -> str:
    """What an answer rests on beside the file: the policies, the one asked for, the product."""
    digests = {name: shelved.digest for name, shelved in policies.library().shelf.items()}
    told = [CATALOGUE["PE_VERSION"](), policy, sorted(digests.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _read_entry(line: bytes) -> dict[str, Any] | None:
    """One line; None for one that was not written to its end."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and line.endswith(b"\n") else None
