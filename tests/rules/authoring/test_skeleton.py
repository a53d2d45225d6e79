"""The draft of a policy: it loads, nothing in it is untested, and what to fill in is told."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from rules.authoring.advice import TO_FILL, advise_text
from rules.authoring.skeleton import ID, KINDS, Answers, draft
from rules.language.load import examine_text

CHOICES = [(kind,) for kind in KINDS] + list(combinations(KINDS, 2))[:3] + [KINDS]


@pytest.mark.parametrize("kinds", CHOICES, ids="+".join)
@pytest.mark.parametrize("known", [False, True])
def test_a_draft_is_in_order_and_only_asks_to_be_filled_in(
    kinds: tuple[str, ...], known: bool
) -> None:
    answers = Answers("mou-2024", kinds=kinds)
    if known:
        answers = Answers(
            "mou-2024", "某市办法: “试行”", "某发〔2024〕1号", date(2025, 3, 1), kinds
        )
    text = draft(answers)
    policy, faults = examine_text(text, "mou-2024.yaml", "mou-2024")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    advice = advise_text(policy, text, "mou-2024.yaml")
    marked = [n for n, line in enumerate(text.splitlines(), start=1) if TO_FILL in line]
    assert [one.line for one in advice if "请填" in one.message] == marked
    assert [str(one) for one in advice if "请填" not in one.message] == []
    if known:
        assert policy.title == answers.title
        assert policy.in_force.since == date(2025, 3, 1)
        assert policy.sources["办法"].number == "某发〔2024〕1号"


def test_every_figure_of_a_draft_is_marked() -> None:
    """Nobody must take a sample for the document's own figure."""
    for line in draft(Answers("x", kinds=KINDS)).partition("示例:")[0].splitlines():
        sample = any(
            word in line for word in ("比例:", "金额:", "下限:", "档次:", "择一:", "取整:")
        )
        if sample and not line.strip().startswith("#") and line.strip() != "取整:":
            assert TO_FILL in line or "文件没有写" in line, line


@pytest.mark.parametrize("good", ["mou-2024", "a", "9-x"])
def test_ids(good: str) -> None:
    assert ID.fullmatch(good)


@pytest.mark.parametrize(
    "bad", ["", "某市", "A", "../x", "a/b", "a.b", "-a", "a--b", "a ", "con\n"]
)
def test_what_is_no_id(bad: str) -> None:
    assert not ID.fullmatch(bad)
