"""Files that are no workbook whatever their name says: what each is, and what to do."""

from __future__ import annotations

import re

from workbook_templates.reading.parts import RefusedError

_EXPORT = "请在表格软件里打开，另存为 .xlsx 再试"
_GIVE = "请改交填好的 .xlsx 工作簿"
_UNPACK = "请先解压，再校验里面的工作簿"
_PICTURE = "一张图片", _GIVE

#: How files begin, what they are, and what to do.
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF 文件", _GIVE),
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"BM", *_PICTURE),
    (b"II*\0", *_PICTURE),
    (b"MM\0*", *_PICTURE),
    (b"{\\rtf", "文字处理文件（RTF）", _GIVE),
    (b"7z\xbc\xaf", "压缩包（7z）", _UNPACK),
    (b"Rar!", "压缩包（RAR）", _UNPACK),
    (b"\x1f\x8b", "压缩包（gz）", _UNPACK),
    (b"MZ", "可以运行的程序", "请不要打开它；向报送人要原来的工作簿"),
    (b"\x7fELF", "可以运行的程序", "请不要打开它；向报送人要原来的工作簿"),
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|style)\b", re.I | re.S
)
_XML_SHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: Folders and parts that tell what a zip is.
_IN_ZIP: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.bin", "二进制工作簿（.xlsb）", _EXPORT),
    ("word/", "文字处理文档", _GIVE),
    ("ppt/", "演示文稿", _GIVE),
    ("Index/", "苹果 Numbers 表格", "请在 Numbers 里导出为 .xlsx 再试"),
)

#: Parts that a workbook has, of today's kind or an .ods.
_KNOWN = ("_rels/.rels", "content.xml")


def no_workbook(content: bytes, name: str) -> RefusedError:
    """The answer for a file that begins like no workbook."""
    if not content:
        return RefusedError(
            "不是工作簿", f"{name} 是空文件（0 字节），可能没有下载完", "请重新下载或再要一份"
        )
    for beginning, what, advice in _BEGINNINGS:
        if content.startswith(beginning):
            return _is(name, what, advice)
    if _PAGE.match(content[:4096]):
        return _is(name, "网页，只是用了表格的扩展名（系统导出的文件常常这样）", _EXPORT)
    if _XML_SHEET in content[:4096]:
        return _is(name, "XML 表格", _EXPORT)
    if b"PK\x03\x04" in content[: 1 << 20]:
        return RefusedError(
            "文件损坏",
            f"{name} 的开头多了别的内容，不是完好的 .xlsx 文件",
            "请重新下载或向报送人再要一份",
        )
    if _is_text(content[:4096]):
        return _is(name, "文本（如 .csv），没有表格的格式", _EXPORT)
    return RefusedError(
        "不是工作簿",
        f"{name} 不是表格文件，或已经损坏",
        "请核对是不是选错了文件；能用表格软件打开的，另存为 .xlsx 再试",
    )


def no_workbook_in_zip(names: tuple[str, ...], name: str) -> RefusedError | None:
    """The answer for a zip that holds something else; None where it may be a workbook."""
    for beginning, what, advice in _IN_ZIP:
        if any(entry.startswith(beginning) for entry in names):
            return _is(name, what, advice)
    if any(entry.startswith("xl/") or entry in _KNOWN for entry in names):
        return None
    inside = sum(entry.lower().endswith((".xlsx", ".xlsm", ".xls", ".et")) for entry in names)
    held = f"，里面有 {inside} 个表格文件" if inside else "，里面没有表格文件"
    return _is(name, f"压缩包{held}", _UNPACK if inside else _GIVE)


def _is(name: str, what: str, advice: str) -> RefusedError:
    return RefusedError("不是工作簿", f"{name} 其实是{what}", advice)


def _is_text(start: bytes) -> bool:
    for encoding in ("utf-8", "utf-16", "gb18030"):
        try:
            # The start may end in the middle of a character.
            text = start[: len(start) // 2 * 2].decode(encoding, "strict")
        except UnicodeDecodeError as error:
            if error.start < len(start) - 4:
                continue
            text = start[: error.start].decode(encoding, "replace")
        if encoding == "utf-16" and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        if not _CONTROL.search(text):
            return True
    return False
