"""A misspelt header of an optional column is told; it never falls back to its 未填 in silence."""

from rules.engine import Row, Use, reward
from rules.library import Library
from rules.results import Reason, Refusal, Value

GIVEN = {"正式签约": True, "实质性开工": True, "纳入统计库": True, "入库计划投资额": "5亿元"}


def paid(**more: object) -> Value | Refusal:
    use = Library().find("honghe-2023")
    assert isinstance(use, Use)
    return reward(use, "招商奖励", Row.of({**GIVEN, **more}))  # type: ignore[arg-type]


def test_a_header_like_a_missing_one_is_refused() -> None:
    refused = paid(世界500强企业="是")
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.AMBIGUOUS
    assert "“世界500强”" in refused.message
    assert "“世界500强企业”" in refused.message


def test_other_headers_are_still_ignored() -> None:
    # 5亿元 × 1‰ = 50万元
    assert paid(项目名称="甲", 序号=1, 备注="").value == 500_000  # type: ignore[union-attr]


def test_the_column_itself_beside_it_settles_it() -> None:
    assert paid(世界500强="否", 世界500强企业="是").value == 500_000  # type: ignore[union-attr]
