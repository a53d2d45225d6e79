"""What can be told about a formula before any value is known: names, functions, kinds, units."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.expression.faults import Fault
from rules.expression.functions import FUNCTIONS
from rules.expression.kinds import (
    ANY,
    MOST_POWER,
    Kind,
    KindName,
    agree,
    described,
    is_pure,
    times,
    to_power,
    with_unit,
)
from rules.expression.operations import LARGEST_EXPONENT, MOST_DIGITS
from rules.expression.suggestions import misused, unknown_name
from rules.expression.tree import (
    COMPARISONS,
    Binary,
    Call,
    Expression,
    Name,
    Node,
    Number,
    Text,
    Truth,
    Unary,
)
from rules.expression.wording import part

_TRUTH = Kind("是否")
_ADVICE = {
    "数": "请写比较，例如 全年预算数>0",
    "是否": "要把条件变成数，请写 IF(条件, 1, 0)",
    "日期": "日期只能比较先后，例如 认定日期>=签约日期",
    "文本": '文字只能比较是否相同，例如 地区="红河州"',
}
_LOGICAL = frozenset({"AND", "OR", "NOT"})
_SAID = {"数": "数", "是否": "是或否", "日期": "日期", "文本": "文字"}


def check(
    expression: Expression, declared: Mapping[str, Kind], wanted: Kind | None = None
) -> tuple[Fault, ...]:
    """Everything that cannot be right about `expression`, in the order of its text.

    `declared` says what each name is; `wanted` what the whole must give (None: anything). A part
    with a fault counts as fitting everywhere, so that one mistake is told once.
    """
    checker = _Checker(declared)
    found = checker.kind(expression.root)
    if found is not None and wanted is not None:
        checker.whole(expression.root, found, wanted)
    return tuple(sorted(dict.fromkeys(checker.faults), key=lambda fault: fault.position))


class _Checker:
    """Finds the kind of each part from its leaves up, and gathers the faults on the way."""

    def __init__(self, declared: Mapping[str, Kind]) -> None:
        self._declared = declared
        self.faults: list[Fault] = []

    def _fault(self, at: int, message: str, advice: str) -> None:
        self.faults.append(Fault(message, at, advice))

    def kind(self, node: Node) -> Kind | None:
        """What `node` gives; None where a fault leaves it open."""
        match node:
            case Number():
                return Kind("数", node.dimension if node.value else ANY)
            case Text():
                return Kind("文本")
            case Truth():
                return _TRUTH
            case Name():
                return self._named(node)
            case Unary():
                return self._numeric(node.operand)
            case Binary():
                return self._binary(node)
        return self._call(node)

    def whole(self, root: Node, found: Kind, wanted: Kind) -> None:
        """Compare what the formula gives with what its place needs."""
        if found.type != wanted.type:
            said = f"这里要{_SAID[wanted.type]}，公式得到的是{_SAID[found.type]}"
            example = "请写比较，例如 =入库计划投资额>=1亿元"
            self._fault(root.at, said, example if wanted == _TRUTH else "请修改公式")
        elif not agree(found.dimension, wanted.dimension):
            self._fault(
                root.at,
                f"这里要{described(wanted.dimension)}，公式得到的是{described(found.dimension)}",
                "请检查公式里各项的单位",
            )

    def _named(self, node: Name) -> Kind | None:
        if (kind := self._declared.get(node.name)) is not None:
            return kind
        self._fault(node.at, *unknown_name(node.name, self._declared))
        return None

    def _must_be(self, wanted: KindName, node: Node) -> Kind | None:
        """What `node` gives, if it is of the kind that its place needs."""
        found = self.kind(node)
        if found is None or found.type == wanted:
            return found
        advice = _ADVICE[found.type]
        said = f"“{part(node)}”是{_SAID[found.type]}，这里要{_SAID[wanted]}"
        self._fault(node.at, said, advice)
        return None

    def _numeric(self, node: Node) -> Kind | None:
        return self._must_be("数", node)

    def _binary(self, node: Binary) -> Kind | None:
        if node.operator in COMPARISONS:
            self._comparison(node)
            return _TRUTH
        if node.operator == "&":
            for side in (node.left, node.right):
                if (found := self.kind(side)) is not None and found.type == "日期":
                    self._fault(side.at, f"日期“{part(side)}”不能用 & 相连", "请去掉日期")
            return Kind("文本")
        left, right = self._numeric(node.left), self._numeric(node.right)
        if node.operator == "^":
            return self._power(node, left, right)
        if left is None or right is None:
            return None
        if node.operator in "*/":
            sign = 1 if node.operator == "*" else -1
            return Kind("数", times(left.dimension, right.dimension, sign))
        return self._same(node.at, [left, right], "相加减")

    def _comparison(self, node: Binary) -> None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return
        if left.type != right.type:
            chained = isinstance(node.left, Binary) and node.left.operator in COMPARISONS
            said = f"{_SAID[left.type]}不能与{_SAID[right.type]}比较"
            advice = "连续比较请写 AND(下限<=数, 数<=上限)" if chained else "请比较同一类的两项"
            self._fault(node.at, said, advice)
        elif left.type == "数":
            self._same(node.at, [left, right], "比较")
        elif left.type != "日期" and node.operator not in ("=", "<>"):
            self._fault(node.at, f"{_SAID[left.type]}只能比较是否相同", "请用 = 或 <>")

    def _same(self, at: int, kinds: list[Kind], doing: str) -> Kind | None:
        """The common dimension of figures that are added or compared."""
        common = Kind("数", ANY)
        for kind in kinds:
            if not agree(common.dimension, kind.dimension):
                one, other = common.dimension, kind.dimension
                said = f"{described(one)}不能与{described(other)}{doing}"
                advice = "请先换算成同一种单位"
                if is_pure(one) or is_pure(other):
                    advice = with_unit(one if is_pure(other) else other)
                self._fault(at, said, advice)
                return None
            if common.dimension == ANY:
                common = kind
        return common

    def _power(self, node: Binary, base: Kind | None, exponent: Kind | None) -> Kind | None:
        if base is None or exponent is None:
            return None
        count = _literal(node.right)
        if count is None and is_pure(base.dimension) and is_pure(exponent.dimension):
            return Kind("数")
        if count is not None and count.denominator == 1 and abs(count) <= LARGEST_EXPONENT:
            dimension = to_power(base.dimension, count.numerator)
            if dimension is not None and is_pure(exponent.dimension):
                return Kind("数", dimension)
        limit = f"-{LARGEST_EXPONENT} 到 {LARGEST_EXPONENT}"
        self._fault(
            node.at, f"乘方次数应是 {limit} 的整数，带单位的数至多 {MOST_POWER} 次", "例如 ^2"
        )
        return None

    def _call(self, node: Call) -> Kind | None:
        function = FUNCTIONS.get(node.function)
        if function is None or not function.takes(len(node.arguments)):
            self._fault(node.at, *misused(node.function, len(node.arguments)))
            for argument in node.arguments:
                self.kind(argument)
            return _TRUTH if node.function in _LOGICAL else None
        if node.function in _LOGICAL:
            for argument in node.arguments:
                self._must_be("是否", argument)
            return _TRUTH
        if node.function == "IF":
            return self._branches(node)
        if node.function.startswith("ROUND"):
            return self._rounding(node)
        kinds = [self._numeric(argument) for argument in node.arguments]
        known = [kind for kind in kinds if kind is not None]
        common = self._same(node.at, known, f"一起用在 {node.function} 里")
        return common if len(known) == len(kinds) else None

    def _branches(self, node: Call) -> Kind | None:
        condition, *branches = node.arguments
        self._must_be("是否", condition)
        if_so, if_not = (self.kind(branch) for branch in branches)
        if if_so is None or if_not is None:
            return None
        if if_so.type != if_not.type:
            said = f"IF 的两个值一个是{_SAID[if_so.type]}，一个是{_SAID[if_not.type]}"
            self._fault(node.at, said, "请写成同一类的值")
            return None
        return (
            self._same(node.at, [if_so, if_not], "作 IF 的两个值") if if_so.type == "数" else if_so
        )

    def _rounding(self, node: Call) -> Kind | None:
        figure, places = (self._numeric(argument) for argument in node.arguments)
        count = _literal(node.arguments[1])
        wrong = count is not None and (count.denominator != 1 or abs(count) > MOST_DIGITS)
        if wrong or (places is not None and not agree(places.dimension, "")):
            said = f"{node.function} 的小数位数应是 -{MOST_DIGITS} 到 {MOST_DIGITS} 的整数"
            self._fault(node.arguments[1].at, said, f"例如 {node.function}(数, 2)")
        return figure


def _literal(node: Node) -> Fraction | None:
    """The number that is written out at `node`, with its sign."""
    if isinstance(node, Unary) and node.operator in "+-":
        number = _literal(node.operand)
        return -number if number is not None and node.operator == "-" else number
    return node.value if isinstance(node, Number) else None
