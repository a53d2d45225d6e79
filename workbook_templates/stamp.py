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
    "functions": "公式写法",
}
#: How the formulas of a workbook without the add-in are written; "" is with PE_ functions.
PLAIN = "免插件"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a workbook comes from: template id and version, policy id and hash, product version.

    `functions` is how its formulas are written: "" with PE_ functions, or `PLAIN`.
    """

    template: str
    version: str
    policy: str
    policy_hash: str
    product: str
    functions: str = ""

    def named(self) -> dict[str, str]:
        """The stamp by its Chinese names, in a fixed order; how formulas are written, if unusual."""
        named = {chinese: getattr(self, field) for field, chinese in STAMP_NAMES.items()}
        if not self.functions:
            del named[STAMP_NAMES["functions"]]
        return named
