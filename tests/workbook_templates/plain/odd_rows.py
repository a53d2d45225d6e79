"""Rows with what people type where plain formulas once read something else than the exact engine.

Each row with what it must show, by hand: #VALUE! for what is not understood, and never a figure.
"""

from __future__ import annotations

from tests.workbook_templates.plain.edge_rows import Row

#: Excel's MATCH takes ? and * for any sign and a for A; only what is written so counts.
TO_THE_LETTER: list[tuple[Row, object]] = [
    ((10, "≥80%", "N/A", None), "/"),
    ((10, "≥80%", "n/a", None), "#VALUE!"),
    ((10, "N/a", "80%", None), "#VALUE!"),
    (("n/A", "≥80%", "80%", None), "#VALUE!"),
    (("?", "≥80%", "80%", None), "#VALUE!"),
    ((10, "≥80%", "?", None), "#VALUE!"),
    ((10, "≥80%", "*", None), "#VALUE!"),
    ((10, "效果明显", "达? 80%", None), "#VALUE!"),
    ((10, "效果明显", "达成* 80%", None), "#VALUE!"),
    ((10, "2023年12月31日前", "2023年12月20日完*", None), "#VALUE!"),
    ((10, "≤10", "15", "反向*"), "#VALUE!"),
    ((10, "≤10", "15", "反向??"), "#VALUE!"),
    ((10, "≥3KG", "3", None), "#VALUE!"),
    ((10, "≥3kg", "1.5", None), 5),
]

#: A column whose unit says percent: 98 is 98%, 0.98 may be that or 0.98%.
PERCENT: list[tuple[Row, object]] = [
    ((10, "≥100百分比", 100, None), 10),
    ((10, "≥100百分比", "98", None), 9.8),
    ((10, "≥100百分比", 1.5, None), 0.15),
    ((10, "≥100百分比", 0.98, None), "#VALUE!"),
    ((10, "≥100百分比", "1", None), "#VALUE!"),
    ((10, "≥100百分比", 0, None), 0),
    ((10, "≥100百分比", "98%", None), 9.8),
    ((10, 1, "98百分比", None), 9.8),
]
#: A unit is written in Han; two of them may have a stroke between, and parentheses around.
UNITS: list[tuple[Row, object]] = [
    *(
        ((10, f"80{tail}", "64", None), "#VALUE!")
        for tail in ("²", "℃", "°", "½", "①", "☆", "é", "ａ", "㎏", "·", "あ", "㎡²", "½个", "元/")
    ),
    ((10, "≥10²", "100", None), "#VALUE!"),
    ((10, "80人民币亩", "64", None), "#VALUE!"),
    ((10, "80m²", "64", None), 8),
    ((10, "80盏", "64盏", None), 8),
    ((10, "≥80元/人", "64元/人", None), 8),
    ((10, "≥80元/人", "64元/户", None), "#VALUE!"),
    ((10, "80件/年", "64", None), 8),
    ((10, "80（个）", "64个", None), 8),
    ((10, "80（个）", "64", None), 8),
    ((10, "½", "½", None), "#VALUE!"),
    ((10, "?", "?", None), "#VALUE!"),
]
_LONG = "完成全县" + "建设和改造任务及其他各项工作内容" * 7
#: Figures far into a text; more than 200 signs are words, whatever is in them.
LONG: list[tuple[Row, object]] = [
    ((10, "完成全县" + "建设和改造任务" * 8 + "投资额达到5000万元", "95%", None), "#VALUE!"),
    ((10, f"{_LONG}达到100%", f"{_LONG}达到100%", None), "#VALUE!"),
    ((10, _LONG, _LONG, None), 10),
    ((10, f"{_LONG * 2}100%", f"{_LONG * 2}100%", None), 10),
    ((5, f"2023年12月31日前{'完成' * 60}以后", "2023年12月1日", None), "#VALUE!"),
    ((5, "2023年12月31日前完成(全部)", "2023年12月1日", None), "#VALUE!"),
    ((5, "2023年12月底前三个", "2023年12月1日", None), "#VALUE!"),
    ((5, "2023年12月31日前完成验收、交付", "2023年12月1日", None), 5),
]
#: Spaces and unseen signs as they come with what is pasted.
SPACES: list[tuple[Row, object]] = [
    ((10, "合格", "合格\n", None), 10),
    ((10, "合格\u3000", "合格\u00a0", None), 10),
    ((10, "合 格", "合\u00a0格", None), "#VALUE!"),
    ((10, "合 格", "合 格", None), 10),
    ((10, "≤10", "15", "反向比例\n"), 6.67),
    ((10, "≤10", "15", "\u3000反向比例"), 6.67),
    ((10, "> =80%", "40%", None), 5),
    ((10, "≥80%\u200b", "40%\ufeff", None), 5),
    ((10, "\u200b", "40%", None), "#N/A"),
    ((10, "≥90%", "9 0%", None), "#VALUE!"),
    ((10, "≥90%", "9  0%", None), "#VALUE!"),
    ((10, "≥12 km", "6km", None), 5),
    ((5, "2023年 12月 31日 前", "2023年12月 30日", None), 5),
]

#: Days with their signs, and what stands behind them.
DAYS: list[tuple[Row, object]] = [
    ((5, "2023-12-31前", "2023-12-30", None), 5),
    ((5, "2023.12.3前", "2023/12/3完成", None), 5),
    ((5, "2023-12-3", "2023-12-04完成", None), "#N/A"),
    ((5, "2023-12-31前95%", "47.5%", None), 2.5),
    ((5, "2023-12-311", "2023-12-31", None), "#VALUE!"),
]
#: Figures in words, hints that nobody replaced, errors that were pasted as text: no words to repeat.
NO_WORDS: list[tuple[Row, object]] = [
    *(
        ((10, words, words, None), "#VALUE!")
        for words in ("三分之二", "百分之八十", "近百个", "约三十个", "上百人", "三十余个", "Err:x")
    ),
    *(
        ((10, words, words, None), "#N/A")
        for words in ("例如合格", "(填写指标值)", "填写说明见附件", "示例:合格")
    ),
    *(
        ((10, words, words, None), 10)
        for words in ("百分百", "近期完成", "数据准确", "申请填报完成")
    ),
    ((10, "≥80%", "XX%", None), "#N/A"),
    ((5, "12月底前三十余个", "12月1日", None), "#VALUE!"),
]
#: More digits than are exact: refused, though the engine knows them.
TOO_LONG: list[tuple[Row, object]] = [
    ((10, "≥80%", 2 / 3, None), "#VALUE!"),
    ((10, "≥80%", "12345678901234%", None), "#VALUE!"),
]
#: TRUE and FALSE in cells: 是 and 否, and no numbers.
TRUTHS: list[tuple[Row, object]] = [
    ((10, "≥80%", True, None), "#VALUE!"),
    ((10, "≥80个", True, None), "#VALUE!"),
    ((10, False, True, None), "#VALUE!"),
    ((10, True, 1, None), "#VALUE!"),
    ((10, "2023年12月31日前", True, None), "#VALUE!"),
    ((True, "≥80%", "80%", None), "#VALUE!"),
    ((10, True, True, None), 10),
    ((10, True, "是", None), 10),
    ((10, "否", False, None), 10),
]

ODD = [*TO_THE_LETTER, *PERCENT, *UNITS, *LONG, *SPACES, *DAYS, *NO_WORDS, *TOO_LONG]
