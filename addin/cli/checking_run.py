"""One run over many files: each answer goes to everything that wants it, and is let go."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from addin.cli import reporting
from addin.cli.journal import Journal
from workbook_templates import checking
from workbook_templates.checking import Answer, Checked, Severity, Verdict


@dataclass(slots=True)
class Run:
    """What a run needs, and what it counts.

    `copies` are the files with the names of their annotated copies, none or one for each file;
    `scored` is whether the explanations of the scores are wanted; `tell` gets each answer in the
    order of the files, `step` is called after each. `saved` are sentences on what was written.
    """

    files: Sequence[Path]
    copies: Sequence[tuple[Path, Path]]
    policy: str
    password: str
    workers: int
    scored: bool
    journal: Journal | None
    stopped: Callable[[], bool]
    tell: Callable[[Checked], None]
    step: Callable[[], None]
    count: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    saved: list[str] = field(default_factory=list)
    _beside: Mapping[Path, tuple[checking.Facts, ...]] = field(default_factory=dict)

    def go(self, html: Path | None, summary: Path | None) -> None:
        """Check the files, and write what is asked for: of all, or of those that were reached."""
        self._beside = checking.partners(
            self.files,
            policy=self.policy,
            password=self.password,
            workers=self.workers,
            stopped=self.stopped,
        )
        shown: list[Checked] = []
        answers = self._told(shown if html is not None else None)
        if summary is not None:
            reporting.save_summary(summary, answers)
            self.saved.insert(0, f"汇总表已存为 {summary}")
        for _ in answers:  # those that the summary did not take
            pass
        if html is not None:
            reporting.save_page(html, "校验结果", shown)
            self.saved.insert(0, f"网页已存为 {html}")

    def _told(self, shown: list[Checked] | None) -> Iterator[Checked]:
        for number, answer in enumerate(self._answers()):
            checked = answer.checked
            if answer.defect:
                logging.getLogger(__name__).error("%s\n%s", checked.file, answer.defect)
            self.count += 1
            self.verdicts[checked.verdict] += 1
            self.severities.update(finding.severity for finding in checked.findings)
            self.tell(checked)
            if self.copies:
                file, target = self.copies[number]
                if reporting.save_copy(file, target, checked):
                    self.saved.append(f"批注副本已存为 {target}")
            if shown is not None:
                shown.append(checked)
            self.step()
            yield checked

    def _answers(self) -> Iterator[Answer]:
        """The answer for each file in their order, from the journal or anew; fewer when stopped."""
        known = {}
        if self.journal is not None:
            for number, path in enumerate(self.files):
                # What is said of a file beside others holds only while these stay the same.
                place = None
                if path not in self._beside:
                    place = self.journal.find(path, scored=self.scored)
                if place is not None:
                    known[number] = place
        fresh = self._fresh([path for n, path in enumerate(self.files) if n not in known])
        for number, path in enumerate(self.files):
            if self.stopped():
                return
            if self.journal is not None and number in known:
                checked = self.journal.read(known[number], path)
                if checked and self.password and checked.verdict is Verdict.UNREADABLE:
                    checked = None  # a password may open it now
                # Checked after all where the entry cannot be understood.
                answer = Answer(checked) if checked else next(self._fresh([path]), None)
            else:
                answer = next(fresh, None)
            if answer is None:
                return
            yield answer

    def _fresh(self, paths: Sequence[Path]) -> Iterator[Answer]:
        answers = checking.check_many(
            paths,
            policy=self.policy,
            password=self.password,
            scored=self.scored,
            workers=self.workers,
            stopped=self.stopped,
            beside=self._beside,
        )
        for path, answer in zip(paths, answers, strict=False):
            if self.journal is not None and path not in self._beside:
                self.journal.add(path, answer, scored=self.scored)
            yield answer
