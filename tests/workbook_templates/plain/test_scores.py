"""PE_SCORE, PE_TOTAL and PE_GRADE in plain formulas, as LibreOffice and our evaluator compute them.

Expected are figures by hand, and for everything else the exact engine: that is what parity means.
A plain form may refuse (#VALUE!) what the engine still understands; it may never show another figure.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rules.engine import score
from rules.results import Refusal
from tests.workbook_templates.plain import trial_policy as trial
from tests.workbook_templates.plain.books import as_shown, by_office, by_ourselves, written
from tests.workbook_templates.plain.edge_rows import BY_HAND, Row, mixed, ordinary, ties
from udfs import policies
from udfs.cells import raw

POLICY = "national-2020"
#: Rows of each random kind: a few here, many at night (``PARITY=nightly``).
MANY = 700 if os.environ.get("PARITY") == "nightly" else 40
MIXED = mixed() if os.environ.get("PARITY") == "nightly" else mixed()[::4]


def filled(rows: list[Row]) -> dict[str, object]:
    """A form with these rows, all of them 产出指标."""
    return {
        "项目名称": "某项目",
        "全年预算数": 1150,
        "全年执行数": 1114.9,
        "指标": [
            {
                "一级指标": "产出指标",
                "三级指标": f"指标{number}",
                "年度指标值": wanted,
                "实际完成值": reached,
                "分值": points,
                "计分方法": method,
            }
            for number, (points, wanted, reached, method) in enumerate(rows, 1)
        ],
    }


ROWS = [row for row, _ in BY_HAND] + MIXED + ties(MANY, 1) + ordinary(MANY, 2)
#: 90.00 exactly, of scores that are no binary fractions: 0.1 + 0.2 + 89.7.
GRADED = {
    "优": [(0.1, "≥1", "1", None), (0.2, "≥1", "1", None), (89.7, "≥1", "1", None)],
    "良": [(0.1, "≥1", "1", None), (0.2, "≥1", "1", None), (89.69, "≥1", "1", None)],
}


#: 北京 2016: the execution rate to a whole percent first; the figures are those of its document.
SHARES_ROUNDED: list[tuple[Row, object]] = [
    ((10, 310.2, 154.74, "预算执行率"), 5),  # 49.88%, taken as 50%
    ((10, 310.2, 320, "预算执行率"), 10),
    ((10, 1000, 995, "预算执行率"), 10),
    ((10, 1000, 994.9, "预算执行率"), 9.9),
    ((10, "≥3", 2, None), 6.67),  # no other method rounds its share
]


@pytest.fixture(scope="session")
def computed(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("plain")
    files = [written(folder, "rows", "self-evaluation", POLICY, filled(ROWS))]
    for name, rows in GRADED.items():
        files.append(
            written(folder, name, "self-evaluation", POLICY, filled(rows) | {"全年执行数": 0})
        )
    rows = [
        dict(zip(("分值", "指标值", "完成值", "方法"), row, strict=True))
        for row, _ in SHARES_ROUNDED
    ]
    files.append(written(folder, "shares", trial.score_form(), "beijing-2016", {"指标": rows}))
    demo = filled([(90, "≥80%", "64.71%", None)])
    files.append(written(folder, "demo", "self-evaluation", POLICY, demo))
    return dict(
        zip(("rows", *GRADED, "shares", "demo"), by_office(folder, files), strict=True)
    ), files


@pytest.fixture(scope="session")
def shown(computed):
    return computed[0]["rows"].column("指标区_产出", "得分", len(ROWS))


def engine(row: Row) -> object:
    use = policies.library().find(POLICY)
    assert not isinstance(use, Refusal)
    points, wanted, reached, method = row
    return as_shown(score(use, raw(points), raw(wanted), raw(reached), method))  # type: ignore[arg-type]


def test_figures_by_hand(shown):
    wrong = [
        (row, expected, found)
        for (row, expected), found in zip(BY_HAND, shown, strict=False)
        if (found or None) != (expected or None) and not (expected == found == 0)
    ]
    assert wrong == []


def test_every_row_is_as_the_exact_engine_has_it(shown):
    wrong = [
        (row, engine(row), found)
        for row, found in zip(ROWS, shown, strict=True)
        if (found if found is not None else "") != (engine(row) if engine(row) is not None else "")
    ]
    assert wrong == []


def test_our_own_evaluator_agrees(computed):
    books, files = computed
    found = by_ourselves(files[1], "绩效自评表")
    book = books["优"]
    for name in ("总分", "等级", "预算执行得分", "小计_产出指标_得分"):
        address = book.places[name].replace("$", "")
        assert found[address] == book.field(name), name


def test_a_total_of_exactly_ninety_is_excellent(computed):
    books, _ = computed
    assert [books[name].field("等级") for name in GRADED] == ["优", "良"]
    assert [books[name].field("总分") for name in GRADED] == [90, 89.99]


def test_the_rate_is_taken_whole(computed):
    # 1114.9 ÷ 1150 = 0.969478…, 10 points: 9.69; with 90 × 64.71% ÷ 80% = 72.80 (72.79875).
    book = computed[0]["demo"]
    assert book.field("预算执行得分") == 9.69
    assert book.field("小计_产出指标_得分") == 72.8
    assert book.field("总分") == 82.49
    assert book.field("等级") == "良"


def test_a_share_that_is_rounded_first(computed):
    found = computed[0]["shares"].column("试评区", "得分", len(SHARES_ROUNDED))
    assert found == [expected for _, expected in SHARES_ROUNDED]


def test_a_total_waits_for_rows_without_a_score(computed):
    # Among the rows are refused ones: the error comes through, and no sum swallows it.
    assert computed[0]["rows"].field("总分") in ("#VALUE!", "#N/A")


def test_a_reason_stands_beside_each_row(computed):
    told = computed[0]["rows"].column("指标区_产出", "计分说明", len(BY_HAND))
    assert "64.71%" in told[0]
    assert "得 80.89 分" in told[0]
    assert "财预〔2020〕10号" in told[0]
    silent = [row for row, _ in BY_HAND].index((8, "≤90万元", "900001元", None))
    assert "反向比例、反向递减、反向不得分" in told[silent]
    assert not [text for text in told if text and str(text).startswith("#")]
