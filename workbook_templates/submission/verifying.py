"""Verifies a package on the receiving side: what is in it is computed anew and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workbook_templates.checking.check import check
from workbook_templates.checking.findings import Checked, Severity
from workbook_templates.processes import in_order, never
from workbook_templates.reading import Unreadable, read
from workbook_templates.reports.texts import clean
from workbook_templates.submission.opening import Package, PackageError, open_package
from workbook_templates.submission.packing import (
    FINDINGS,
    PAGE,
    RECEIPT,
    RECEIPT_TEXT,
    receipt_of,
)
from workbook_templates.submission.receipt import (
    Receipt,
    value_in_words,
    verdict_in_words,
)

_SHOWN = 5
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods")


class Agreement(Enum):
    """What a verification comes to; the value is the word that people read."""

    AGREES = "核对一致"
    DIFFERS = "核对不一致"
    UNREADABLE = "无法读取"
    DEFECT = "软件出错"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the receipt says: what, and what it means.

    `grave` is False for what does not call the submission in question (another version here, a
    file that was added).
    """

    kind: str
    message: str
    meaning: str
    grave: bool = True

    def as_json(self) -> dict[str, object]:
        """The difference for machines."""
        return {
            "kind": self.kind,
            "grave": self.grave,
            "message": self.message,
            "meaning": self.meaning,
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer for one package; no receipt where it cannot be read."""

    package: str
    agreement: Agreement
    differences: tuple[Difference, ...] = ()
    receipt: Receipt | None = field(default=None)

    @property
    def remaining(self) -> int:
        """How many points were handed in open: to be explained, and not explained."""
        return self.receipt.remaining if self.receipt else 0

    def as_json(self) -> dict[str, object]:
        """The answer for machines."""
        return {
            "package": self.package,
            "agreement": self.agreement.name.lower(),
            "remaining": self.remaining,
            "differences": [each.as_json() for each in self.differences],
            "receipt": self.receipt.as_json() if self.receipt else None,
        }


def verify(path: Path, product: str, password: str = "") -> Verified:
    """Verify a package. Never raises for what it holds; `product` is the version at work here.

    `password` opens the workbook in it where that is encrypted.
    """
    try:
        package = open_package(path)
    except PackageError as fault:
        told = Difference("unreadable", f"{path.name} {fault.message}", fault.advice)
        return Verified(str(path), Agreement.UNREADABLE, (told,))
    differences = (*_of_package(package, product), *_of_workbook(package, product, password))
    grave = any(each.grave for each in differences)
    agreement = Agreement.DIFFERS if grave else Agreement.AGREES
    return Verified(str(path), agreement, differences, package.receipt)


def verify_many(
    paths: Sequence[Path],
    product: str,
    *,
    password: str = "",
    workers: int = 0,
    stopped: Callable[[], bool] = never,
) -> Iterator[tuple[Verified, str]]:
    """Verify each package, in order; beside each answer what is to go into our own log, or ""."""
    one = partial(verify, product=product, password=password)
    outcomes = in_order(one, paths, workers=workers, stopped=stopped)
    for outcome, path in zip(outcomes, paths, strict=False):  # fewer outcomes when broken off
        yield outcome.made or Verified(str(path), Agreement.DEFECT), outcome.defect


def _of_package(package: Package, product: str) -> Iterator[Difference]:
    """What can be seen without reading the workbook."""
    receipt = package.receipt
    altered = package.number != receipt.number or package.parts[RECEIPT] != receipt.as_bytes()
    if altered:
        yield Difference(
            "receipt",
            f"{RECEIPT} 的内容与回执编号 {clean(package.number)[:40]} 不符",
            "回执在提交后被改动过；请与提交方留存的回执比较",
        )
    elif product == receipt.product and package.parts[RECEIPT_TEXT] != receipt.as_text():
        yield Difference(
            "receipt",
            f"{RECEIPT_TEXT} 与 {RECEIPT} 说的不一样",
            "打印用的回执被改动过；以重新核对的结果为准",
        )
    for name in (FINDINGS, PAGE):
        if hashlib.sha256(package.parts[name]).hexdigest() != receipt.parts.get(name):
            yield Difference(
                "part", f"{name} 与回执里的摘要不符", "这个文件在提交后被改动过；不要以它为准"
            )
    if package.extra:
        names = "、".join(clean(name)[:60] for name in package.extra[:_SHOWN])
        more = " 等" if len(package.extra) > _SHOWN else ""
        yield Difference(
            "extra",
            f"包里另有 {len(package.extra)} 个文件：{names}{more}",
            "不是提交包的内容，没有核对",
            grave=False,
        )


def _of_workbook(package: Package, product: str, password: str) -> Iterator[Difference]:
    """What the workbook inside comes to here and now, against what the receipt says."""
    said = package.receipt
    with TemporaryDirectory(prefix="pe-", ignore_cleanup_errors=True) as folder:
        # A name of ours: nothing is written under a name that the package gives.
        ending = Path(said.file).suffix.lower()
        path = Path(folder) / f"工作簿{ending if ending in _ENDINGS else '.xlsx'}"
        path.write_bytes(package.workbook)
        contents = read(path, password)
        checked = check(path, _policy(said), password)
    found = hashlib.sha256(package.workbook).hexdigest(), len(package.workbook)
    same_file = found == (said.sha256, said.size)
    if isinstance(contents, Unreadable):
        yield Difference("file", f"工作簿读不了：{contents.message}", contents.advice)
        return
    now = receipt_of(
        said.file, package.workbook, contents, checked, {}, time=said.time, product=product
    )
    same_inputs = now.inputs == said.inputs
    if not same_file:
        yield Difference(
            "file",
            f"工作簿 {said.file} 不是提交时的那一个文件（SHA-256 不同）",
            "填报内容没有变，多半是打开以后又保存过；需要原件的，请提交方重新提交"
            if same_inputs
            else "提交后换过或改过文件",
        )
    if not same_inputs:
        yield Difference("inputs", "填报内容与提交时不同", "提交后改过填报的数字或文字；请退回核实")
    yield from _of_rules(said, now)
    yield from _of_results(said, now)
    yield from _of_findings(package, checked)
    if (now.verdict, now.remaining) != (said.verdict, said.remaining):
        yield Difference(
            "verdict",
            f"回执的结论是{verdict_in_words(said.verdict, said.remaining)}，"
            f"重新校验是{verdict_in_words(now.verdict, now.remaining)}",
            "以重新校验的为准；有必须修改、须说明的，请退回",
        )


def _policy(said: Receipt) -> str:
    """The policy for forms without a stamp, as the submission was asked to take it."""
    return next((form.policy for form in said.forms if not form.template), "")


def _of_rules(said: Receipt, now: Receipt) -> Iterator[Difference]:
    """Under which forms, policies and product it was checked there, and here."""
    if [_form(form) for form in said.forms] != [_form(form) for form in now.forms]:
        yield Difference(
            "form",
            "回执写的表、模板、政策、项目名称或单位与工作簿里的不同",
            "回执或工作簿被改动过；请与提交方核实",
        )
    there = {form.policy: form for form in said.forms}
    for policy, form in {form.policy: form for form in now.forms}.items():
        before = there.get(policy)
        if before is not None and before.policy_digest != form.policy_digest:
            yield Difference(
                "policy",
                f"政策“{form.policy_title}”（{policy}）的文件与提交时所用的不是同一份",
                "下面的结果按本机的政策重新计算；请确认双方用的政策文件哪一份是现行的",
                grave=False,
            )
    if now.product != said.product:
        yield Difference(
            "product",
            f"提交时用的软件是 pe {clean(said.product)[:40]}，本机是 pe {now.product}",
            "结果不同时，可能是软件版本不同造成的；请换用相同的版本再核对",
            grave=False,
        )


def _form(form: Any) -> Any:
    """What a receipt says of a form beside the digest and title of the policy file."""
    return replace(form, policy_digest="", policy_title="")


def _of_results(said: Receipt, now: Receipt) -> Iterator[Difference]:
    names = [*now.results, *(name for name in said.results if name not in now.results)]
    told = [
        f"{clean(name)[:60]} 回执 {_result(said, name)}，重算 {_result(now, name)}"
        for name in names
        if (name in said.results, said.results.get(name))
        != (name in now.results, now.results.get(name))
    ]
    meaning = "按包里的工作簿重新计算，得不出回执上的结果；以重算的为准，请退回核实"
    if told:
        more = f" 等 {len(told)} 项" if len(told) > _SHOWN else ""
        yield Difference("results", "；".join(told[:_SHOWN]) + more, meaning)
    elif now.computed != said.computed:
        yield Difference("results", "合计的结果相同，各行的得分与提交时不同", meaning)


def _result(receipt: Receipt, name: str) -> str:
    if name not in receipt.results:
        return "没有"
    return clean(value_in_words(receipt.results[name]))[:200]


def _of_findings(package: Package, checked: Checked) -> Iterator[Difference]:
    try:
        told = json.loads(package.parts[FINDINGS].decode("utf-8"))
        before = [_finding(each) for each in told[0]["findings"]]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        yield Difference("findings", f"{FINDINGS} 读不出来", "请以重新校验的结果为准")
        return
    now = {_finding(each.as_json()): each for each in checked.findings}
    new = [finding for key, finding in now.items() if key not in before]
    gone = [key for key in before if key not in now]
    if new:
        shown = "；".join(f"{each.cell} {each.message}".strip() for each in new[:_SHOWN])
        more = f" 等 {len(new)} 处" if len(new) > _SHOWN else ""
        yield Difference(
            "findings",
            f"重新校验多出的问题：{clean(shown)}{more}",
            "提交时没有这些问题：工作簿改过，或双方的政策、软件不同",
            grave=any(each.severity is not Severity.REMIND for each in new),
        )
    if gone:
        shown = "；".join(" ".join(part for part in key[:4] if part) for key in gone[:_SHOWN])
        more = f" 等 {len(gone)} 处" if len(gone) > _SHOWN else ""
        yield Difference(
            "findings",
            f"提交时有、重新校验没有的问题：{clean(shown)[:600]}{more}",
            "工作簿或校验结果改过，或双方的政策、软件不同",
            grave=any(key[4] != "remind" for key in gone),
        )


def _finding(told: Any) -> tuple[str, ...]:
    names = ("code", "sheet", "cell", "name", "severity", "found", "expected")
    return tuple(str(told[name]) for name in names)
