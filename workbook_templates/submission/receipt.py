"""The receipt of a submission: what was submitted, under which rules, and what it came to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from workbook_templates.checking.findings import Verdict
from workbook_templates.reports.texts import clean, figure

#: The version of the receipt's own form; another one is told, not guessed at.
FORMAT = 1
#: A real receipt has some 2 kB.
MOST_BYTES = 1_000_000
_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class FormStamp:
    """One form of the file: where, which, and the policy it was checked under.

    `template` and `version` are "" for a form without a stamp; `policy_digest` is that of the
    policy file in use ("" where there is none), `stamped_digest` the one in the form's stamp.
    """

    sheet: str
    form: str
    template: str
    version: str
    policy: str
    policy_title: str
    policy_digest: str
    stamped_digest: str
    project: str
    unit: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says.

    `sha256` is that of the file's bytes; `inputs` and `computed` are the digests of the canonical
    texts (see `canonical`), `results` their values; `parts` the digests of the other files of the
    package; `remaining` how many points were to be explained and were not.
    """

    file: str
    size: int
    sha256: str
    time: str
    product: str
    verdict: str
    remaining: int
    forms: tuple[FormStamp, ...]
    results: Mapping[str, Any]
    inputs: str
    computed: str
    parts: Mapping[str, str]

    @property
    def number(self) -> str:
        """The number that stands on the receipt: the beginning of the digest of all it says."""
        text = json.dumps(self._plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16].upper()
        return "-".join(digest[at : at + 4] for at in range(0, 16, 4))

    def as_json(self) -> dict[str, Any]:
        """The receipt for machines."""
        return {"receipt": FORMAT, _NUMBER: self.number, **self._plain()}

    def as_bytes(self) -> bytes:
        """The receipt as the file in the package."""
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n"
        return text.encode("utf-8", "backslashreplace")

    def as_text(self) -> bytes:
        """The receipt for people, to print: Chinese, one fact a line."""
        rows = [("回执编号", self.number), ("提交时间", in_words(self.time))]
        rows += [("文件", f"{self.file}（{self.size:,} 字节）"), ("文件摘要", self.sha256)]
        for form in self.forms:
            stamp = f"模板 {form.template} 第 {form.version} 版" if form.template else "按表头识别"
            rows += [("表", f"{form.form}（工作表“{form.sheet}”，{stamp}）")]
            rows += [("项目名称", form.project)] if form.project else []
            rows += [("单位", form.unit)] if form.unit else []
            rows += [("政策", f"{form.policy_title}（{form.policy}）")]
            rows += [("政策摘要", form.policy_digest)] if form.policy_digest else []
        rows += [("结论", verdict_in_words(self.verdict, self.remaining))]
        rows += [
            ("结果", f"{name} {value_in_words(value)}") for name, value in self.results.items()
        ]
        rows += [("填报摘要", self.inputs), ("结果摘要", self.computed)]
        rows += [(f"附件摘要 {name}", each) for name, each in self.parts.items()]
        rows += [("软件", f"pe {self.product}")]
        # One line each, whatever the texts of the workbook hold: nobody writes a line of his own.
        facts = (f"{name}：{' '.join(value.split())}" for name, value in rows)
        lines = ["绩效评价填报提交回执", "", *facts, ""]
        lines += [
            "摘要都是 SHA-256。收到提交包的一方运行 pe verify，可以核对文件和内容有没有变动、",
            "按填报内容重新计算的结果是否相同。回执由提交的一方生成，没有电子签名；",
            "请另行留存本回执，核对时比较回执编号。",
        ]
        return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig", "replace")

    def time_in_words(self) -> str:
        """When it was submitted."""
        return clean(in_words(self.time)).replace("\n", " ")

    def results_in_words(self) -> list[tuple[str, str]]:
        """The single results, as people read them; those of every row are left out."""
        return [
            (clean(name), clean(value_in_words(value)))
            for name, value in self.results.items()
            if not isinstance(value, list)
        ]

    def _plain(self) -> dict[str, Any]:
        return {**asdict(self), "forms": [asdict(form) for form in self.forms]}


def read_receipt(content: bytes) -> tuple[Receipt, str]:
    """The receipt in a file, and the number that it says it has.

    Raises `ValueError` for anything that is none; its text is a Chinese sentence.
    """
    try:
        told = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ValueError("回执.json 不是完好的回执") from None
    if not isinstance(told, dict) or told.get("receipt") != FORMAT:
        raise ValueError("回执.json 不是本版软件的回执")
    try:
        forms = tuple(_only(FormStamp, each) for each in told["forms"])
        receipt = _only(Receipt, {**told, "forms": forms})
        _refuse_strange(receipt)
    except (KeyError, TypeError):
        raise ValueError("回执.json 里的项目不全，或写法不对") from None
    return receipt, str(told.get(_NUMBER))


def in_words(time: str) -> str:
    """A time as people read it; as it stands where it is none."""
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return time
    zone = at.strftime("%z")
    where = f"（UTC{zone[:3]}:{zone[3:5]}）" if zone else ""
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}{where}"


def verdict_in_words(verdict: str, remaining: int) -> str:
    """What the check came to."""
    words = {each.name.lower(): each.value for each in Verdict}
    return words.get(verdict, verdict) + (f"（{remaining} 处没有说明）" if remaining else "")


def value_in_words(value: Any) -> str:
    """A canonical value without its kind."""
    if isinstance(value, list):
        return "、".join(map(value_in_words, value)) or "—"
    return "算不出" if value is None else figure(str(value)[2:])


def _refuse_strange(receipt: Receipt) -> None:
    """Values deeper or of other kinds than a receipt has."""
    values = [*receipt.parts.values()]
    for value in receipt.results.values():
        values += value if isinstance(value, list) else [value]
    if not all(value is None or isinstance(value, str) for value in values):
        raise TypeError("values")


def _only(kind: type[Any], told: Any) -> Any:
    """An instance from a mapping; every field must be there and of its kind."""
    values = {}
    for each in fields(kind):
        value = told[each.name]
        wanted = {"str": str, "int": int, "Mapping": Mapping, "tuple": tuple}
        if not isinstance(value, wanted[str(each.type).partition("[")[0]]):
            raise TypeError(each.name)
        values[each.name] = value
    return kind(**values)
