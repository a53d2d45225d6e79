"""What a policy says and plain formulas cannot: gathered, and told all at once at build time."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbook_templates.faults import Fault, FormError

#: What helps where the policy or the form does not have a thing at all.
OTHER_POLICY = "请换一项政策，或换一种表；带 PE_ 函数的表也算不出这一项"
ADVICE = "请改用带 PE_ 函数的表（不加 --functions plain），或换一项政策"


class CannotSayError(Exception):
    """What plain formulas cannot say; caught within this package, and told as a fault."""


class LackingError(CannotSayError):
    """What the policy or the form does not have."""


@dataclass(slots=True)
class Unsayable:
    """Collects what cannot be said; `raise_all` refuses the build with every name."""

    policy: str
    faults: list[Fault] = field(default_factory=list)

    def say(self, where: str, what: str) -> None:
        """Note that `what`, at `where` in the policy, cannot be written in plain formulas."""
        self._note(Fault(f"政策“{self.policy}”{where}", f"普通公式表达不了：{what}", ADVICE))

    def lack(self, where: str, what: str) -> None:
        """Note that the policy or the form lacks something: no kind of formula computes it."""
        self._note(Fault(f"政策“{self.policy}”{where}", what, OTHER_POLICY))

    def cannot(self, where: str, error: CannotSayError) -> None:
        """Note an error as what it is."""
        (self.lack if isinstance(error, LackingError) else self.say)(where, str(error))

    def _note(self, fault: Fault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)

    def raise_all(self) -> None:
        """Raise `FormError` with everything that was noted; return where nothing was."""
        if self.faults:
            raise FormError(self.faults)
