"""`pe policies`: listing, checking, showing."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from rules.library import SHIPPED

IDS = sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def test_list(pe):
    ran = pe("policies", "list")
    assert (ran.status, ran.err) == (0, "")
    for word in [*IDS, "2023-04-01", "红河州", str(SHIPPED)]:
        assert word in ran.out
    assert "…" not in ran.out  # nothing is cut


def test_list_as_json(pe):
    ran = pe("policies", "list", "--json")
    assert [one["id"] for one in ran.json] == IDS
    for one in ran.json:
        assert list(one) == ["id", "title", "in_force", "file"]
        assert Path(one["file"]).is_file()
        assert all(one.values())


def test_the_shipped_policies_are_in_order(pe):
    ran = pe("policies", "check", "--quick")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("没有问题") == len(IDS)
    ran = pe("policies", "check", "--quick", "--json")
    assert [one["ok"] for one in ran.json] == [True] * len(IDS)
    assert all(one["examples"] > 0 and one["faults"] == [] for one in ran.json)


@pytest.fixture
def wrong(tmp_path):
    """The national policy with a key misspelt, and another key written twice."""
    text = (SHIPPED / "national-2020.yaml").read_text("utf-8")
    lines = text.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("名称:"))
    lines[first] = lines[first].replace("名称:", "名城:")
    lines += ["凭空多出: 1"]
    path = tmp_path / "有误.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path, first + 1, len(lines)


def test_every_mistake_of_a_file_is_told_with_its_line(pe, wrong):
    path, first, last = wrong
    ran = pe("policies", "check", path)
    assert ran.status == 1
    told = ran.out.splitlines()
    assert all(re.search(r"有误\.yaml:\d+: .*[\u4e00-\u9fff]", line) for line in told)
    assert any(f":{first}: " in line and "名城" in line and "名称" in line for line in told)
    assert any(f":{last}: " in line and "凭空多出" in line for line in told)


def test_mistakes_as_json(pe, wrong):
    path, first, last = wrong
    ran = pe("policies", "check", path, SHIPPED / "honghe-2023.yaml", "--json")
    bad, good = ran.json
    assert (ran.status, bad["ok"], good["ok"]) == (1, False, True)
    assert {first, last} <= {fault["line"] for fault in bad["faults"]}
    assert all(
        list(fault) == ["line", "column", "message", "advice"] and fault["message"]
        for fault in bad["faults"]
    )


def test_a_file_that_cannot_be_opened(pe, tmp_path, wrong):
    for missing in (tmp_path / "没有.yaml", tmp_path):
        ran = pe("policies", "check", missing)
        assert (ran.status, ran.out) == (2, "")
        assert str(missing) in ran.err
        assert "打不开" in ran.err
        assert "Traceback" not in ran.err
    ran = pe("policies", "check", tmp_path / "没有.yaml", wrong[0], "--json")
    assert ran.status == 2
    assert [one["ok"] for one in ran.json] == [False, False]


def test_a_file_of_bytes_that_are_no_text(pe, tmp_path):
    path = tmp_path / "乱码.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01" * 100)
    ran = pe("policies", "check", path)
    assert ran.status == 1
    assert "乱码.yaml:" in ran.out
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["honghe-2023", "红河州市场化招商奖励与项目支出绩效自评"])
def test_show_prints_the_file_as_it_is(pe, name):
    ran = pe("policies", "show", name)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (SHIPPED / "honghe-2023.yaml").read_text("utf-8")


def test_show_as_json(pe):
    told = pe("policies", "show", "honghe-2023", "--json").json
    file = SHIPPED / "honghe-2023.yaml"
    assert told["text"] == file.read_text("utf-8")
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told["id"] == "honghe-2023"


def test_show_an_unknown_policy(pe):
    ran = pe("policies", "show", "hongh-2023")
    assert (ran.status, ran.out) == (2, "")
    assert "是不是“honghe-2023”" in ran.err
    assert all(one in ran.err for one in IDS)
    ran = pe("policies", "show", "hongh-2023", "--json")
    assert "hongh-2023" in ran.json["error"]
