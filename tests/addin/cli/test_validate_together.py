"""`pe validate` on several forms of one project: held against each other, and again when they change."""

from __future__ import annotations

import json

from tests.workbook_templates.checking.project_forms import declared, monitored
from tests.workbook_templates.filled_forms import evaluated


def told(ran) -> dict[str, set[str]]:
    answers = json.loads(ran.out)
    return {
        answer["file"].rpartition("/")[2][:2]: {one["code"] for one in answer["findings"]}
        for answer in answers
    }


def test_a_folder_of_one_project(pe, tmp_path):
    evaluated(tmp_path, 年度="2023年度")
    declared(tmp_path, 年度资金总额=90)
    monitored(tmp_path)
    answers = told(pe("validate", tmp_path, "--json"))
    assert answers == {"申报": set(), "监控": {"PE-B006"}, "自评": {"PE-B006"}}


def test_alone_a_form_is_held_against_nothing(pe, tmp_path):
    file = evaluated(tmp_path, 年度="2023年度")
    declared(tmp_path, 年度资金总额=90)
    assert told(pe("validate", file, "--json")) == {"自评": set()}


def test_what_was_kept_is_not_believed_when_the_other_form_changed(pe, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "报送"
    folder.mkdir()
    evaluated(folder, 年度="2023年度")
    first = declared(folder, 年度资金总额=90)
    command = ("validate", folder, "--json", "--resume")
    assert told(pe(*command))["自评"] == {"PE-B006"}
    first.unlink()
    declared(folder).rename(first)
    assert told(pe(*command))["自评"] == set()
