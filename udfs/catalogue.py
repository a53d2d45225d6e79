"""The catalogue: every PE_ function's name, arguments, Chinese help, and how to call it.

Wrappers for xlwings, help texts, the documentation and the registration in other hosts are all made
from these entries. Names and argument order are public: they do not change without a deprecation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rules.results import Reason, Refusal
from udfs.cells import Cells, cell, cells

if TYPE_CHECKING:
    from udfs.shapes import Answer


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its name in code, its Chinese name and help, whether it may be left out."""

    name: str
    label: str
    help: str
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True)
class Function:
    """One function of the catalogue."""

    name: str
    arguments: tuple[Argument, ...]
    help: str
    returns: str
    example: str
    run: Callable[..., Any]
    #: Whether `run` answers one row of single cells; columns are then answered row by row.
    by_row: bool = False

    @cached_property
    def needed(self) -> int:
        """How many arguments must be given."""
        return sum(not argument.optional for argument in self.arguments)

    def answer(self, *given: Cells) -> Answer:
        """The results with their workings; a wrong number of arguments and defects are refusals."""
        answer: Answer = self._ran(given, self.run)
        return answer

    def __call__(self, *given: Cells) -> Cells:
        """What the cell (or the range of cells) shows; a column's workings are not kept."""
        if not self.by_row:
            return cells(self._ran(given, self.run))
        shown: Cells | Refusal = self._ran(given, lambda *row: cell(self.run(*row)))
        return cell(shown) if isinstance(shown, Refusal) else shown

    def _ran(self, given: tuple[Cells, ...], run: Callable[..., Any]) -> Any:
        """What `run` gives, or the refusal of the whole."""
        most = len(self.arguments)
        unbounded = most and self.arguments[-1].repeated
        if len(given) < self.needed or (len(given) > most and not unbounded):
            labels = "、".join(a.label + ("（可省）" if a.optional else "") for a in self.arguments)
            return Refusal(
                Reason.NOT_UNDERSTOOD,
                f"{self.name} 的参数个数不对，给了 {len(given)} 个",
                f"参数依次是：{labels}" if labels else "这个函数没有参数",
            )
        try:
            return _each(run, given) if self.by_row else run(*given)
        except Exception:
            # Our own defect: logged whole for whoever mends it, never shown as the filler's mistake.
            import logging  # late, as Excel waits for what loads at start

            logging.getLogger(__name__).exception("%s failed", self.name)
            return Refusal(
                Reason.DEFECT,
                f"{self.name} 内部出错，这不是填报的问题",
                "请把本文件和日志发给技术支持",
            )


def _each(run: Callable[..., Any], given: tuple[Cells, ...]) -> Any:
    from udfs.shapes import each

    return each(run, *given)


def _late(name: str) -> Callable[..., Any]:
    """The function of that name, imported at its first call: Excel waits for what loads at start."""

    def run(*given: Cells) -> Any:
        from udfs import functions

        return getattr(functions, name)(*given)

    return run


_POLICY = Argument(
    "policy", "政策", "政策代号，如 honghe-2023；可写 honghe-2023@2023-06-30 指定日期"
)
_NAMES = Argument(
    "names", "名称", "表头所在的一行，如 $B$4:$H$4；次序随意，可带单位，如 投资额（万元）"
)
_VALUES = Argument("values", "数据", "表头下面的一行或几行；几行得几个结果")

_ENTRIES = (
    Function(
        "PE_SCORE",
        (
            Argument("points", "分值", "本行的分值；可以是一列"),
            Argument(
                "target", "指标值", "年度指标值，如 ≥80%、≤90万元、2023年12月31日前、效果明显"
            ),
            Argument("actual", "实际完成值", "如 64.71%、50、达成 95%；不适用填 /"),
            Argument("method", "计分方法", "省略时由指标值的符号决定；如 反向比例", optional=True),
            Argument("policy", "政策", "省略时用全国框架 national-2020", optional=True),
        ),
        "按政策计算一项指标的得分。",
        "得分；没有填写的行为空，不适用的行为 /",
        '=PE_SCORE(10,"≥80%","64.71%")',
        _late("pe_score"),
        by_row=True,
    ),
    Function(
        "PE_RATE",
        (
            _POLICY,
            Argument("rate", "比率", "比率名称，如 资金到位率、预算执行率、成本节约率"),
            _NAMES,
            _VALUES,
        ),
        "按政策的公式计算比率。",
        "比率，0.6654 即 66.54%",
        '=PE_RATE("yiyang-2024","资金到位率",{"实际到位资金","预算资金"},{572.23,860})',
        _late("pe_rate"),
    ),
    Function(
        "PE_REWARD",
        (
            _POLICY,
            Argument(
                "scheme",
                "奖励",
                "奖励或组合的名称，如 招商奖励；取某一级或某一期写成 招商奖励.市级、招商奖励.第一期",
            ),
            _NAMES,
            _VALUES,
        ),
        "按政策计算奖励金额；有年度总额的须一次选中全年各行。",
        "金额，单位为元（以分计的为分）；不符合条件为 0，待人工核定为 #N/A",
        '=PE_REWARD("honghe-2023","招商奖励",$B$4:$H$4,B5:H5)',
        _late("pe_reward"),
    ),
    Function(
        "PE_GRADE",
        (
            Argument("total", "总分", "总分；可以是一列"),
            Argument("policy", "政策", "省略时用全国框架 national-2020", optional=True),
        ),
        "总分对应的等级。",
        "优、良、中、差，或政策自己的等级",
        "=PE_GRADE(92.5)",
        _late("pe_grade"),
        by_row=True,
    ),
    Function(
        "PE_TOTAL",
        (
            Argument("points", "分值", "分值所在的一列"),
            Argument("scores", "得分", "得分所在的一列"),
        ),
        "得分的精确合计；有分值而没有得分时不合计。",
        "总分",
        "=PE_TOTAL(F6:F40,G6:G40)",
        _late("pe_total"),
    ),
    Function(
        "PE_RANK",
        (
            _POLICY,
            Argument("ranking", "排名", "排名名称，如 年度考核"),
            _NAMES,
            Argument("values", "数据", "表头下面各单位的数据，每个单位一行"),
        ),
        "按政策给各单位计分、排名次、定奖项。",
        "每个单位一行：总分、名次、奖项（元或分；没有奖项的为等级），有后果的还有后果；不参加排名的名次为 /",
        '=PE_RANK("mou-shi-kaohe-2023","年度考核",{"到位资金","到位资金任务","项目数","项目任务","其他得分"},{9,10,5,5,18})',
        _late("pe_rank"),
    ),
    Function(
        "PE_CHECK",
        (_POLICY, _NAMES, _VALUES),
        "按政策审核填报的数据。",
        "每行一条：级别、字段、说明；没有问题时为 通过",
        '=PE_CHECK("honghe-2023",{"预算执行率","全年执行数","全年预算数"},{"96.95%",1114.9,1150})',
        _late("pe_check"),
    ),
    Function(
        "PE_EXPLAIN",
        (
            Argument("called", "函数", "要解释的函数名，如 PE_SCORE"),
            Argument("arguments", "参数", "与那个函数相同的参数", optional=True, repeated=True),
        ),
        "说明一个函数怎样得出结果：数字、条款、口径；被拒绝时说明原因和办法。",
        "一到三句话",
        '=PE_EXPLAIN("PE_SCORE",10,"≥80%","64.71%")',
        _late("pe_explain"),
    ),
    Function(
        "PE_AMOUNT",
        (
            Argument("written", "文字", "带单位的数，如 12.83亿元"),
            Argument("unit", "单位", "换算成什么单位；省略时金额换算成元", optional=True),
        ),
        "把带单位的文字换算成数。",
        "数",
        '=PE_AMOUNT("12.83亿元","万元")',
        _late("pe_amount"),
        by_row=True,
    ),
    Function(
        "PE_PARAM",
        (
            _POLICY,
            Argument("item", "项目", "政策里的一项，如 招商奖励.封顶"),
            Argument("on_date", "日期", "按哪一天；省略时不限", optional=True),
        ),
        "政策里一项参数的值。",
        "数（金额为元）或文字",
        '=PE_PARAM("honghe-2023","招商奖励.封顶")',
        _late("pe_param"),
    ),
    Function(
        "PE_CLAUSE",
        (_POLICY, Argument("item", "项目", "政策里的一项，如 招商奖励.封顶")),
        "政策里一项所依据的条款。",
        "文件名、文号和条款文字",
        '=PE_CLAUSE("honghe-2023","招商奖励.封顶")',
        _late("pe_clause"),
    ),
    Function(
        "PE_POLICIES",
        (),
        "现有的政策。",
        "每行一项：代号、名称、施行时间",
        "=PE_POLICIES()",
        _late("pe_policies"),
    ),
    Function("PE_VERSION", (), "本软件的版本。", "版本号", "=PE_VERSION()", _late("pe_version")),
)

#: Every function by name, in the order of the documentation.
CATALOGUE: dict[str, Function] = {function.name: function for function in _ENTRIES}
