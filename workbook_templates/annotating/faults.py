"""Why a workbook cannot be annotated."""

from __future__ import annotations


class AnnotationFault(Exception):  # noqa: N818 - named as the other faults of the room
    """No copy was written; `sentence` says why, `advice` what to do."""

    def __init__(self, sentence: str, advice: str) -> None:
        self.sentence = sentence
        self.advice = advice
        super().__init__(sentence)


def damaged(what: str) -> AnnotationFault:
    """A part that is not what it should be."""
    return AnnotationFault(
        f"不能生成批注副本：{what}", "请用表格软件打开原文件，另存为 .xlsx 后重新校验"
    )
