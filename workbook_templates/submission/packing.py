"""Makes the package of a submission: a zip with the workbook, what was found, and the receipt."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from rules.results import Refusal
from udfs import policies
from workbook_templates.checking.findings import Checked, ReadAs, Severity, Verdict
from workbook_templates.reading import Contents, Unreadable, read
from workbook_templates.reports.page import render
from workbook_templates.reports.texts import clean
from workbook_templates.saving import beside
from workbook_templates.submission import canonical
from workbook_templates.submission.receipt import FormStamp, Receipt

RECEIPT, RECEIPT_TEXT = "回执.json", "回执.txt"
FINDINGS, PAGE = "校验结果.json", "校验结果.html"
#: What stands in a package beside the workbook.
PARTS = (RECEIPT_TEXT, RECEIPT, FINDINGS, PAGE)
_START = (1980, 1, 1, 0, 0, 0)  # a zip's earliest time: the receipt has the real one


@dataclass(frozen=True, slots=True)
class Packed:
    """A package: its receipt and its bytes."""

    receipt: Receipt
    content: bytes

    def write(self, path: Path) -> None:
        """Write it whole or not at all: beside `path` first, then renamed. Raises `OSError`."""
        with beside(path) as part:
            part.write_bytes(self.content)


def pack(
    path: Path,
    digest: str,
    checked: Checked,
    *,
    time: str,
    product: str,
    made: str,
    password: str = "",
) -> Packed | None:
    """The package of a file that had this `digest` (SHA-256) when its check gave `checked`.

    None where the file is no longer what was checked. `time` (ISO 8601) and `product` go into the
    receipt, `made` onto the page; `password` opens an encrypted file, which is packed as it is. The
    same arguments give the same bytes. Whether a file may be submitted is not judged here. Raises
    `OSError`.
    """
    contents = read(path, password)
    content = path.read_bytes()
    if isinstance(contents, Unreadable) or hashlib.sha256(content).hexdigest() != digest:
        return None
    name = _name_within(path.name)
    checked = replace(checked, file=name)
    findings = json.dumps([checked.as_json()], ensure_ascii=False) + "\n"
    page = render("校验结果", [checked], made=made)
    parts = {
        FINDINGS: findings.encode("utf-8", "backslashreplace"),
        PAGE: page.encode("utf-8", "replace"),
    }
    receipt = receipt_of(name, content, contents, checked, parts, time=time, product=product)
    files = {
        RECEIPT_TEXT: receipt.as_text(),
        RECEIPT: receipt.as_bytes(),
        name: content,
        **parts,
    }
    return Packed(receipt, _zipped(files))


def receipt_of(
    name: str,
    content: bytes,
    contents: Contents,
    checked: Checked,
    parts: Mapping[str, bytes],
    *,
    time: str,
    product: str,
) -> Receipt:
    """The receipt for a file of these bytes, as it is read and checked here and now."""
    stamps = {filled.sheet: filled.stamp for filled in contents.forms}
    forms = tuple(
        _form(sheet, stamp.template, stamp.version, stamp.policy_hash)
        if (stamp := stamps.get(sheet.sheet))
        else _form(sheet, "", "", "")
        for sheet in checked.sheets
    )
    return Receipt(
        file=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        time=time,
        product=product,
        verdict=checked.verdict.name.lower(),
        remaining=sum(finding.severity is Severity.EXPLAIN for finding in checked.findings),
        forms=forms,
        results=canonical.results(checked),
        inputs=canonical.digest(canonical.inputs_text(contents)),
        computed=canonical.digest(canonical.results_text(checked)),
        parts={each: hashlib.sha256(part).hexdigest() for each, part in parts.items()},
    )


def blocks(checked: Checked, *, with_open: bool) -> bool:
    """Whether a file may not be submitted: what must be mended always, what must be explained mostly."""
    passing = {Verdict.PASS, Verdict.EXPLAIN} if with_open else {Verdict.PASS}
    return checked.verdict not in passing


def _form(sheet: ReadAs, template: str, version: str, stamped: str) -> FormStamp:
    name, _, _ = sheet.policy.partition("@")
    found = policies.library().find(sheet.policy)
    shelved = None if isinstance(found, Refusal) else policies.library().shelf.get(found.policy.id)
    return FormStamp(
        sheet=clean(sheet.sheet),
        form=sheet.form,
        template=template,
        version=version,
        policy=clean(sheet.policy),
        policy_title=shelved.title if shelved else clean(name),
        policy_digest=shelved.digest if shelved else "",
        stamped_digest=clean(stamped),
        project=clean(sheet.project),
        unit=clean(sheet.unit),
    )


def _name_within(name: str) -> str:
    """The name of the workbook in the package: one that every system can have."""
    name = "".join("_" if char in '/\\:*?"<>|' else char for char in clean(name).replace("\n", "_"))
    return f"工作簿-{name}" if name in PARTS else name


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _START)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()
