"""The policies that are there: found by id, title or id@date, loaded when first needed.

Beside the shipped ones a place may have its own folders. An id stands for one file: a second file
of that id is an error that names both, unless it says `取代: <id>`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from rules.engine.use import Use, in_words
from rules.language.faults import Fault, PolicyBrokenError
from rules.model.policy import Policy
from rules.nearest import nearest
from rules.results import Reason, Refusal

SHIPPED = Path(__file__).parent / "policies"
#: The national frame 财预〔2020〕10号: what applies where no policy is named.
DEFAULT = "national-2020"
_HEAD = 4000
# `fromisoformat` alone would also take 20230630 and week numbers.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Shelved:
    """A policy file on the shelf: known by its head, loaded when asked for."""

    id: str
    title: str
    file: Path
    #: Whether it comes from a folder of the user's own.
    own: bool = False
    #: Another file of the same id, which this one does not say that it replaces.
    rival: Path | None = None

    @cached_property
    def policy(self) -> Policy | PolicyBrokenError:
        """The policy, or the faults that keep it from use."""
        from rules.language.load import load

        if self.rival is not None:
            return PolicyBrokenError([self._clash(self.rival)])
        try:
            return load(self.file)
        except PolicyBrokenError as broken:
            return broken

    def _clash(self, rival: Path) -> Fault:
        return Fault(
            str(self.file),
            1,
            1,
            f"政策代号“{self.id}”与 {rival} 重复",
            f"请改用别的代号和文件名；要代替那一份，请在文件里写“取代: {self.id}”",
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, as it stands in a template's stamp."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    @property
    def in_force(self) -> str:
        """When it applies, in words; a broken file says that it is broken."""
        policy = self.policy
        return in_words(policy.in_force) if isinstance(policy, Policy) else "文件有误"


def examine(file: Path) -> tuple[Policy | None, tuple[Fault, ...]]:
    """What can be built of a policy file, and everything that is wrong with it."""
    from rules.language.load import examine as examined

    return examined(file)


class Library:
    """The policies of the shipped folder (or of `folder`) and of the user's `own` ones."""

    def __init__(self, folder: Path = SHIPPED, *own: Path) -> None:
        self.folder = folder
        self.own = own

    @cached_property
    def shelf(self) -> dict[str, Shelved]:
        """All policies by id, the shipped ones first."""
        found: dict[str, Shelved] = {}
        for folder in (self.folder, *self.own):
            for file in sorted(folder.glob("*.yaml")):
                known = found.get(file.stem)
                rival = None
                if known is not None and not _replaces(file, file.stem):
                    rival = known.file
                found[file.stem] = Shelved(
                    file.stem, _title(file), file, folder is not self.folder, rival
                )
        return found

    @property
    def missing(self) -> tuple[Path, ...]:
        """The user's folders that are not there."""
        return tuple(folder for folder in self.own if not folder.is_dir())

    def find(self, name: str) -> Use | Refusal:
        """The policy of that id, title or `id@date`, ready for use."""
        return self._found(name.strip())

    @lru_cache(maxsize=256)  # noqa: B019 - a library lives as long as the process
    def _found(self, name: str) -> Use | Refusal:
        plain_name, dated, at = (part.strip() for part in name.partition("@"))
        day: date | None = None
        if dated:
            try:
                if not _DAY.fullmatch(at):
                    raise ValueError(at)
                day = date.fromisoformat(at)
            except ValueError:
                return Refusal(
                    Reason.NOT_UNDERSTOOD,
                    f"“{name}”里的日期看不懂",
                    "请写成 honghe-2023@2023-06-30",
                )
        shelved = self.shelf.get(plain_name)
        if shelved is None:
            titled = [s for s in self.shelf.values() if s.title == plain_name]
            if len(titled) > 1:
                return Refusal(
                    Reason.AMBIGUOUS,
                    f"有 {len(titled)} 项政策都叫“{plain_name}”",
                    f"请写代号：{'、'.join(s.id for s in titled)}",
                )
            shelved = titled[0] if titled else None
        if shelved is None:
            advice = nearest(plain_name, self.shelf) or f"现有政策：{'、'.join(self.shelf)}"
            if self.missing:
                advice = f"没有政策文件夹 {'、'.join(map(str, self.missing))}；{advice}"
            return Refusal(Reason.UNKNOWN_NAME, f"没有名为“{plain_name}”的政策", advice)
        policy = shelved.policy
        if isinstance(policy, PolicyBrokenError):
            first: Fault = policy.faults[0]
            return Refusal(
                Reason.POLICY_BROKEN,
                f"政策文件 {first.file} 第 {first.line} 行有误：{first.message}",
                "请政策维护人运行 pe policies check 后改正",
            )
        return Use(policy, day)


def _title(file: Path) -> str:
    """The title, read from the head of the file without loading it."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
    title = re.search(r"^名称:\s*(.+?)\s*$", head, re.MULTILINE)
    return title[1].strip("\"'") if title else ""


def _replaces(file: Path, policy: str) -> bool:
    """Whether a file says that it replaces the policy of this id."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    said = re.search(r"^取代:\s*(\S+)", text, re.MULTILINE)
    return said is not None and said[1].strip("\"'") == policy
