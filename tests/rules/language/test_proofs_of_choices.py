"""What loading refuses in 分类计算, 分担 and 分期 by class, 逐级 with lines, 评分方法, 印出 and 后果."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.language.load import examine_text

POWERS = Path(__file__).parents[1] / "powers"


def faults(power: str, old: str, new: str) -> list[str]:
    """The faults of a power's policy after one change."""
    document = yaml.load((POWERS / f"{power}.yaml").read_text("utf-8"), yaml.BaseLoader)
    text = document["政策文本"]
    assert text.count(old) >= 1, old
    _, found = examine_text(text.replace(old, new, 1), "s.yaml")
    return [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("power", "old", "new", "says"),
    [
        ("28-caps", "转人工: {当: =重大项目", "转人工: {当: =投资额", "公式“=投资额”"),
        ("01-ratio", "达到得满分: 90%", "达到得满分: 60%", "中间没有按比例的"),
        (
            "01-ratio",
            "未完成: 按比例\n      低于不得分: 60%\n      达到",
            "未完成: 不得分\n      达到",
            "用于按比例",
        ),
        # 先扣、低于不得分、高于不得分
        ("36-beyond", "先扣: 2分", "先扣: 2元", "“2元”"),
        ("36-beyond", "低于不得分: 85%", "低于不得分: 96%", "“低于不得分”还没有到起扣的地方"),
        ("36-beyond", "=指标值*110%", "=指标值*90%", "“高于不得分”还没有到起扣的地方"),
        ("36-beyond", "扣至: 0分}", "扣至: 0分, 低于不得分: 指标值}", "“低于不得分”请写一个数"),
        ("36-beyond", "按: 完成比例", "按: 完成比例\n      低于不得分: 50%", "写在“逐级”里面"),
        # 分类计算
        ("37-by-class", "一类: {分档: {方式: 全额, ", "一类: {分档: {", "没有写“方式”"),
        ("37-by-class", "四类: {基数: 到位资金, 比例: 1%}", "四类: {基数: 到位资金}", "缺少“比例”"),
        ("37-by-class", "基数: 投资额\n", "基数: 投资额\n        比例: 1%\n", "只能写一种"),
        ("37-by-class", "基数: 投资额\n", "基数: 投资额\n        定额: 1万元\n", "不写“定额”"),
        ("37-by-class", "按: 县区类别", "按: 投资额", "“投资额”是金额，这里要文本"),
        # 分担、分期
        ("37-by-class", "园区: 30%", "园区: 40%", "各份之和为 110%"),
        ("37-by-class", "尾差归: 市级", "尾差归: 县级", "“县级”不是各级中的一个"),
        ("37-by-class", "第三年: {比例: 30%,", "第三年: {比例: 20%,", "各份之和为 90%"),
        ("37-by-class", ", 否则: 考核不合格}}}", "}}}", "“当”和“否则”应同时写"),
        # 评分方法
        ("38-card-of-methods", "方法: 控制,", "方法: 控制率,", "没有名为“控制率”的方法"),
        ("38-card-of-methods", "任务: 签约任务", "任务: 签约任务, 指标值: 10", "只能写一个"),
        ("38-card-of-methods", "实际完成值: 签约数", "实际完成值: 签约家数", "没有“签约家数”"),
        ("38-card-of-methods", "{分值: 30, 评分方法", "{评分方法", "没有写“分值”"),
        # 印出
        ("39-printed-sums", "  印出: {数: 80, 说明: 各项", "  印出: {数: 100, 说明: 各项", "相同"),
        ("39-printed-sums", "满分: 110", "满分: 100", "各项分值之和为 110，应为 满分 100"),
        # 后果、得分达到
        ("40-consequences", "总分低于: 60, 后几名: 2, ", "", "没有写“总分低于”或“后几名”"),
        ("40-consequences", "后几名: 2,", "后几名: 1.5,", "“1.5”不是名次的个数"),
        ("40-consequences", "同名次后空位", "同名次不空位", "没有几份奖金可以平分"),
    ],
)  # fmt: skip
def test_one_fault_is_told(power: str, old: str, new: str, says: str) -> None:
    found = faults(power, old, new)
    assert any(says in fault for fault in found), found


def test_a_third_is_a_share() -> None:
    # 1/3 + 1/3 + 1/4 = 11/12 = 91.666…%
    found = faults("41-other-places", "第二年: {比例: 1/3}", "第二年: {比例: 1/4}")
    assert len(found) == 1
    assert "各份之和为 91.666" in found[0]
