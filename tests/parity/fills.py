"""The fills: what is written into a form, made from its policy and a number; the same number, the same fill.

The first fills hold every edge, the later ones are random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from rules.engine import Use
from tests.parity import projects, rows
from tests.parity.layouts import LAYOUTS, Layout
from udfs import policies

Data = dict[str, Any]
#: Rows of a fill of edges, and of a random one.
_MANY, _SOME = 30, 9


@dataclass(frozen=True, slots=True)
class Subject:
    """A shipped form under a shipped policy."""

    form: str
    policy: str

    @property
    def use(self) -> Use:
        """The policy, loaded."""
        found = policies.library().find(self.policy)
        assert isinstance(found, Use), found
        return found

    def __str__(self) -> str:
        return f"{self.form} {self.policy}"


#: Every shipped form under every shipped policy that it computes under.
SUBJECTS = (
    Subject("self-evaluation", "national-2020"),
    Subject("self-evaluation", "honghe-2023"),
    Subject("hubei", "hubei-2020"),
    Subject("sichuan", "sichuan-2023"),
    Subject("beijing-2016", "beijing-2016"),
    Subject("department-score", "yiyang-2024"),
    Subject("market-reward", "honghe-2023"),
    Subject("monitoring", "jiankong"),
    Subject("monitoring", "honghe-jiankong-2023"),
    Subject("declaration", "national-2020"),
)


#: The number of the fill that holds what plain formulas refuse.
BEYOND = 10**6


@dataclass(frozen=True, slots=True)
class Fill:
    """One filled form: those from 0 on hold the edges, the later ones are random."""

    subject: Subject
    seed: int

    @property
    def data(self) -> Data:
        """What is filled in."""
        random = Random(f"{self.subject} {self.seed}")
        if self.subject.form in LAYOUTS:
            return _scored(LAYOUTS[self.subject.form], self.subject, self.seed, random)
        return _OTHERS[self.subject.form](self.seed, random)

    def __str__(self) -> str:
        return f"{self.subject} {self.seed}"


def edge_fills(subject: Subject) -> int:
    """How many fills, counted from 0, hold the edges."""
    if subject.form in LAYOUTS:
        return edges_of_rows(subject) + len(_TOTALS) + len(_AMOUNTS)
    if subject.form == "market-reward":
        return _chunks(len(projects.edges()))
    return len(_TOTALS) if subject.form == "department-score" else len(_AMOUNTS)


def edges_of_rows(subject: Subject) -> int:
    """How many of a scored form's fills hold the edges of its rows; those of its total follow."""
    return _chunks(len(_edges(subject)))


def telling_amounts(subject: Subject) -> list[int]:
    """The fills with the amounts that tell most; those of a scored form stand behind its totals."""
    first = edges_of_rows(subject) + len(_TOTALS) if subject.form in LAYOUTS else 0
    return [first + number for number in _TELLING]


def _chunks(length: int) -> int:
    return -(-length // _MANY)


#: Totals at and beside the ends of the grades: 优 90, 良 80, 中 60.
_TOTALS = tuple(
    map(Decimal, ("90", "89.99", "89.995", "80", "79.99", "60", "59.99", "59.995", "100", "50"))
)
#: The total whose points (and scores that people give) are texts as staff write them.
_WRITTEN = Decimal("89.99")
_SPELLINGS = "{}分", " {}", "{}\u3000", "{}\n", "{:.2f}", "{} 分"
_MIXED = "0.115亿元", Decimal("1114.9")
_OF_15 = 3000, 1003
#: Budget and spending, in 万元: ties, all, nothing, more than all, missing, not understood.
_AMOUNTS: tuple[tuple[Any, Any], ...] = (
    (1150, Decimal("1114.9")),
    (2000, 1999),
    (2000, 1289),
    (860, Decimal("572.23")),
    (100, 100),
    (100, 0),
    (100, Decimal("100.01")),
    (0, 0),
    (0, 5),
    (None, 100),
    (100, None),
    ("1,150", "1114.9万元"),
    ("abc", 5),
    (3, 1),
    (Decimal("1234567.89"), Decimal("1234567.88")),
    (-100, 50),
    (100, "/"),
    # A unit on one side: the other has that of its heading.
    _MIXED,
    (1150, "0.11149亿元"),
    ("11500000元", Decimal("1114.9")),
    (Decimal("0.000001"), Decimal("0.000001")),
    # 13 digits, as amounts to 分 have them: a little less than a round one is no slip of a float.
    (Decimal("9999999.999999"), Decimal("9999999.999998")),
    (10000000, Decimal("9999999.999999")),
    # 99.5 % is the tie of a rate to whole percents, a 分 less is not.
    (10000000, 9950000),
    (10000000, Decimal("9949999.999999")),
    # 15 points of it are 5.015, a tie that no rate in a cell holds exactly; of the other, 20 points
    # are 5.005.
    _OF_15,
    (4000, 1001),
    # 126 023 669.7 %: nobody's rate, but what one says of it the others say.
    (Decimal("0.545"), 686829),
)
#: Those that tell most, for a test on every change: a unit on one side, a 分 below a round sum, ties.
_TELLING = tuple(
    number
    for number, pair in enumerate(_AMOUNTS)
    if pair in (_MIXED, _OF_15, (10000000, Decimal("9949999.999999")))
)


@cache
def _edges(subject: Subject) -> list[rows.Row]:
    scoring = subject.use.policy.scoring
    assert scoring is not None
    return rows.edges(scoring)


def _amount(random: Random) -> Decimal:
    """万元 with up to 6 decimals (分), up to a hundred 亿元."""
    decimals = random.randint(0, 6)
    return Decimal(random.randint(1, 10 ** (decimals + random.randint(0, 6)))).scaleb(-decimals)


def _funds(layout: Layout, seed: int, random: Random) -> Data:
    data: Data = {}
    for number, source in enumerate(("", *(f"_{source}" for source in layout.sources))):
        pair = _AMOUNTS[(seed + number) % len(_AMOUNTS)]
        if seed >= 3 * len(_AMOUNTS):
            pair = _amount(random), random.choice((0, _amount(random)))
        data |= {
            layout.budget + source: pair[0],
            layout.spent + source: pair[1],
        }
    return {name: value for name, value in data.items() if value is not None}


def _scored(layout: Layout, subject: Subject, seed: int, random: Random) -> Data:
    data: Data = {"项目名称": "某项目", **_funds(layout, seed, random)}
    edges = _edges(subject)
    number = seed - _chunks(len(edges))
    if seed == BEYOND:
        chosen = rows.beyond()
    elif number < 0:
        chosen = edges[seed * _MANY : (seed + 1) * _MANY]
    elif number < len(_TOTALS):
        return data | _to_total(layout, _TOTALS[number])
    elif number < len(_TOTALS) + len(_AMOUNTS):
        return _of_amounts(layout, number - len(_TOTALS))
    else:
        scoring = subject.use.policy.scoring
        assert scoring is not None
        chosen = [rows.at_random(random, scoring) for _ in range(random.randint(1, _SOME))]
        if random.random() < 0.3:
            chosen += random.sample(edges, 2)
    sections = list(layout.sections)
    data["指标"] = [_written(layout, row, random.choice(sections), random) for row in chosen]
    if random.random() < 0.1:
        data[layout.execution] = random.choice((20, Decimal("12.5"), 15, "abc"))
    return data


def _of_amounts(layout: Layout, number: int) -> Data:
    """One pair of amounts, and the next ones for the sources; points that make a tie of the first."""
    section = next(iter(layout.sections))
    row = _written(layout, rows.Row(10, "≥", "90", "%", "90", "%"), section, Random(0))
    points = {layout.execution: 15} if _AMOUNTS[number] == _OF_15 else {}
    return {"项目名称": "某项目", **_funds(layout, number, Random(0)), **points, "指标": [row]}


def _to_total(layout: Layout, total: Decimal) -> Data:
    """Rows whose scores come to a total: 10 + 30 + 10 in full, and the rest of 50 points."""
    share = (total - 50) * 2
    full = [rows.Row(points, "≥", "90", "%", "90", "%") for points in (30, 10)]
    if "89.995" in str(total) or "59.995" in str(total):
        # Rounded in each row, so two halves of a cent make the total a cent more.
        share += Decimal("0.01")
    last = rows.Row(50, "≥", "100", "%", str(share), "%")
    first, *others = layout.sections
    random = Random(0)
    if total == _WRITTEN:
        full, last = [_as_text(one, random) for one in full], _as_text(last, random)
    placed = [(first, last), *zip((*others, first), full, strict=False)]
    return {
        layout.budget: 100,
        layout.spent: 100,
        "指标": [_written(layout, row, section, random) for section, row in placed],
    }


def _as_text(row: rows.Row, random: Random) -> rows.Row:
    assert isinstance(row.points, int)
    return replace(row, points=random.choice(_SPELLINGS).format(row.points))


def _written(layout: Layout, row: rows.Row, section: str, random: Random) -> Data:
    """A row in the columns of the form."""
    data: Data = {"一级指标": section, "三级指标": "某指标", layout.points: row.points}
    if len(layout.target) == 1:
        data |= {layout.target[0]: row.wanted, layout.actual: row.actual}
    else:
        parts = (row.operator or "≥", row.target, row.unit)
        data |= dict(zip(layout.target, parts, strict=True))
        # With its unit or without: it is the target's then.
        bare = row.reached_unit == row.unit and random.random() < 0.5
        data[layout.actual] = row.reached if bare else row.actual
    if layout.method and row.method:
        data[layout.method] = row.method
    if layout.deduction and random.random() < 0.1:
        data[layout.deduction] = random.choice((1, Decimal("0.1"), Decimal("2.35"), 0, "无"))
    return {name: value for name, value in data.items() if value not in (None, "")}


def _projects(seed: int, random: Random) -> Data:
    edges = projects.edges()[seed * _MANY : (seed + 1) * _MANY]
    if seed == BEYOND:
        edges = projects.beyond()
    chosen = edges or [projects.at_random(random) for _ in range(random.randint(1, _MANY))]
    return {"填报单位": "某局", "项目": chosen}


def _monitored(seed: int, random: Random) -> Data:
    data: Data = {"项目名称": "某项目"}
    for number, source in enumerate(("", "_财政拨款", "_上年结转", "_其他资金")):
        below, above = _AMOUNTS[(seed + number) % len(_AMOUNTS)]
        if seed >= len(_AMOUNTS):
            below, above = _amount(random), random.choice((0, _amount(random)))
        given = {f"年初预算数{source}": below, f"执行数{source}": above}
        data |= {name: value for name, value in given.items() if value is not None}
    data["指标"] = [
        {
            "一级指标": random.choice(("产出指标", "效益指标", "满意度指标")),
            "三级指标": f"第{number}项",
            "完成目标可能性": random.choice(("确定能", "有可能", "完全不可能", None)),
        }
        for number in range(random.randint(1, 12))
    ]
    return data


def _declared(seed: int, random: Random) -> Data:
    sections = ("产出指标", "效益指标", "满意度指标")
    return {
        "项目名称": "某项目",
        "指标": [
            {"一级指标": random.choice(sections), "三级指标": f"第{number}项", "指标值": "≥80%"}
            for number in range(seed % 14)
        ],
    }


def _judged(seed: int, random: Random) -> Data:
    """Scores given by people: nearly all in full, so that the total comes to the end of a grade."""
    data: Data = {"项目名称": "某项目"}
    for number, heads in enumerate(
        (("预算资金", "实际到位资金"), ("计划产出数", "实际产出数"), ("计划成本", "实际成本"))
    ):
        pair = _AMOUNTS[(seed + number) % len(_AMOUNTS)]
        data |= {head: value for head, value in zip(heads, pair, strict=True) if value is not None}
    data |= {"实际支出资金": Decimal("572.23"), "质量达标产出数": random.randint(0, 2000)}
    subject = Subject("department-score", "yiyang-2024")
    indicators = subject.use.policy.indicators
    assert indicators is not None
    printed = {row.level3: row.points.value for row in indicators.rows}
    scores: dict[str, Any] = {name: Decimal(int(points)) for name, points in printed.items()}
    missing = 100 - _TOTALS[seed] if seed < len(_TOTALS) else Decimal(random.randint(0, 6000)) / 100
    for name in scores:
        taken = min(scores[name], missing)
        scores[name], missing = scores[name] - taken, missing - taken
    if seed >= len(_TOTALS) and random.random() < 0.3:
        odd = random.choice(
            (None, "1分", " 1.5 ", "／", "/", "n/a", "abc", -1, Decimal("99"), Decimal("1.005"))
        )
        scores[random.choice(list(scores))] = odd
    if seed < len(_TOTALS) and _TOTALS[seed] == _WRITTEN:
        told = {name: random.choice(_SPELLINGS).format(score) for name, score in scores.items()}
        scores.update(told)
    data["指标"] = [
        {"一级指标": row.level1, "三级指标": row.level3, "得分": scores[row.level3]}
        for row in indicators.rows
    ]
    return data


_OTHERS: dict[str, Callable[[int, Random], Data]] = {
    "market-reward": _projects,
    "monitoring": _monitored,
    "declaration": _declared,
    "department-score": _judged,
}
