"""Files that would hang or fill a machine: each ends soon, with a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rules.language.load import examine, examine_text
from tests.rules.samples import SAMPLE, varied

#: Generous, for a busy machine; what is refused here took minutes or all memory before.
SECONDS = 6.0


def conditions(*lines: str) -> str:
    listed = "".join(f"      - {{当: {line}, 否则: 无}}\n" for line in lines)
    return varied(("    条件:\n", "    条件:\n" + listed))


def many(text: str, number: int) -> str:
    return "".join(text.replace("#", str(n)) for n in range(number))


def grades(number: int) -> str:
    listed = ", ".join(f"等{n}: {n}" for n in range(number - 1, -1, -1))
    return varied(("{优: 90, 良: 60, 差: 0}", f"{{{listed}}}"), ("满分: 100", f"满分: {number}"))


HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "brackets in brackets": "[" * 100_000,
    "maps in maps": "{a: " * 100_000,
    "indent after indent": "".join(" " * n + "a:\n" for n in range(1000)),
    "10,000 digits": varied(("100万元", "1" + "0" * 9999 + "元")),
    "scientific": varied(("100万元", "1e999999")),
    "power": conditions('"=10^9999>投资额"'),
    "power of powers": conditions('"=((10^99)^99)^99>1"'),
    "digits in a formula": conditions('"=' + "9" * 10_000 + '>1"'),
    "a megabyte of formula": conditions('"=' + "1+" * 490_000 + '1>1"'),
    "brackets in a formula": conditions('"=' + "(" * 1900 + "1" + ")" * 1900 + '>1"'),
    "many long formulas": conditions(*['"=SUM(' + ",".join(["1"] * 1900) + ')>1"'] * 200),
    "many formulas, many examples": conditions(*['"=SUM(' + ",".join(["1"] * 900) + ')>1"'] * 25)
    + many("  - {名称: 例, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}\n", 1500),
    "10,000 bands": grades(10_000),
    "100,000 keys": SAMPLE + many("键#: 1\n", 60_000),
    "50,000 strange quantities": varied(("数据:\n", "数据:\n" + many("  键#: 1\n", 50_000))),
    "names nearly right": varied(("数据:\n", "数据:\n" + many("  键名#: {类型: 是否}\n", 1000))).replace(
        "    条件:\n", "    条件:\n" + many("      - {当: =健名#, 否则: 无}\n", 1000)
    ),
    "a long key": "? " + "a" * 900_000 + "\n: 1\n",
    "too long": "a" * 2_000_000,
    "lone surrogate": varied(("样例办法", "样\ud800例")),
    "nul": varied(("样例办法", "样\0例")),
    "a tag that runs": SAMPLE + "x: !!python/object/apply:os.system ['true']\n",
    "merge key": SAMPLE + "<<: {a: 1}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_in_time(text: str) -> None:
    began = time.perf_counter()
    _, faults = examine_text(text, "x.yaml", "sample")
    took = time.perf_counter() - began
    assert faults
    for fault in faults[:5]:
        assert fault.message
        assert len(str(fault)) < 500
    assert took < SECONDS


def test_names_that_look_like_patterns_are_names() -> None:
    text = varied().replace("甲类", "(a+)+$|.*").replace("{(a+)+$|.*:", '{"(a+)+$|.*":')
    text = text.replace("  (a+)+$|.*:", '  "(a+)+$|.*":')
    policy, faults = examine_text(text, "s.yaml", "sample")
    assert policy is not None
    assert "(a+)+$|.*" in policy.quantities
    assert not faults, [str(fault) for fault in faults]


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)  # sparse: it takes no room
    policy, (fault,) = examine(path)
    assert policy is None
    assert "过大" in fault.message


def test_the_longest_policy_that_is_taken_loads_in_time() -> None:
    began = time.perf_counter()
    _, faults = examine_text(grades(5000), "s.yaml", "sample")
    assert faults == ()
    assert time.perf_counter() - began < SECONDS
