"""What a policy says and plain formulas cannot: gathered, and told all at once at build time."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbook_templates.faults import Fault, FormError

ADVICE = "请改用带 PE_ 函数的表（不加 --functions plain），或换一项政策"


@dataclass(slots=True)
class Unsayable:
    """Collects what cannot be said; `raise_all` refuses the build with every name."""

    policy: str
    faults: list[Fault] = field(default_factory=list)

    def say(self, where: str, what: str) -> None:
        """Note that `what`, at `where` in the policy, cannot be written in plain formulas."""
        fault = Fault(f"政策“{self.policy}”{where}", f"普通公式表达不了：{what}", ADVICE)
        if fault not in self.faults:
            self.faults.append(fault)

    def raise_all(self) -> None:
        """Raise `FormError` with everything that was noted; return where nothing was."""
        if self.faults:
            raise FormError(self.faults)
