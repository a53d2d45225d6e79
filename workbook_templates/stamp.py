"""The stamp a built workbook carries: which template, policy and product made it."""

from __future__ import annotations

from dataclasses import dataclass

#: The field of a stamp and its Chinese name, both as hidden defined name and document property.
STAMP_NAMES = {
    "template": "模板标识",
    "version": "模板版本",
    "policy": "政策标识",
    "policy_hash": "政策摘要",
    "product": "产品版本",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a workbook comes from: template id and version, policy id and hash, product version."""

    template: str
    version: str
    policy: str
    policy_hash: str
    product: str

    def named(self) -> dict[str, str]:
        """The stamp by its Chinese names, in a fixed order."""
        return {chinese: getattr(self, field) for field, chinese in STAMP_NAMES.items()}
