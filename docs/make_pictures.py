"""Make the pictures of README and handbook again: `.venv/bin/python docs/make_pictures.py`.

Runs `pe demo` in a temporary folder, prints its forms, a form in plain formulas, an annotated copy and
a summary with LibreOffice and poppler, photographs its page with Chromium, cuts the margins off, and
writes small PNG files into `docs/images/`.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

IMAGES = Path(__file__).parent / "images"
#: Published under these names: workbook of the demo, picture.
FORMS = {
    "红河2023项目支出绩效自评表.xlsx": "self-evaluation.png",
    "红河2023市场化招商奖励测算表.xlsx": "market-reward.png",
    "益阳2024部门评价评分表.xlsx": "department-score.png",
}
#: Made by other commands out of the demo's folder: workbook, picture.
MADE = {
    "免插件.xlsx": "plain.png",
    "批注.xlsx": "annotated.png",
    "汇总.xlsx": "summary.png",
}
ANNOTATED = "demo/益阳2024部门评价评分表.xlsx"
PAGE, PAGE_PICTURE, PAGE_HEIGHT = "演示结果.html", "check-page.png", 1000
DOTS_PER_INCH = 120
MARGIN = 12
#: Each colour channel keeps so many shades: a form has few colours, and the file stays small.
SHADES = 32
#: The footer with the page number, in inches.
FOOTER = 0.47


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: `rows` of RGB bytes, each `width` pixels."""

    width: int
    rows: tuple[bytes, ...]

    def trimmed(self) -> Picture:
        """Without the white border, save a small margin."""
        white = b"\xff" * len(self.rows[0])
        inked = [number for number, row in enumerate(self.rows) if row != white]
        top, bottom = max(0, inked[0] - MARGIN), inked[-1] + MARGIN
        rows = self.rows[top:bottom]
        left = min(len(row) - len(row.lstrip(b"\xff")) for row in rows) // 3
        right = max(len(row.rstrip(b"\xff")) for row in rows) // 3
        left, right = max(0, left - MARGIN), min(self.width, right + MARGIN)
        return Picture(right - left, tuple(row[3 * left : 3 * right] for row in rows))

    def png(self) -> bytes:
        """The picture as a PNG of few shades."""
        step = 255 / (SHADES - 1)
        fewer = bytes(round(round(value / step) * step) for value in range(256))
        pixels = zlib.compress(b"".join(b"\0" + row.translate(fewer) for row in self.rows), 9)
        head = struct.pack(">IIBBBBB", self.width, len(self.rows), 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in chunks
        )


def run(*command: str | Path, where: Path, status: int = 0) -> None:
    """Run a program quietly; it must end with `status`."""
    done = subprocess.run(command, cwd=where, capture_output=True, timeout=180)
    if done.returncode != status:
        raise SystemExit(f"{command}: {done.returncode}\n{done.stderr.decode()}")


def first_page(pdf: Path) -> Picture:
    """The first page of a PDF file, without its footer."""
    run("pdftoppm", "-r", str(DOTS_PER_INCH), "-f", "1", "-singlefile", pdf, pdf.with_suffix(""),
        where=pdf.parent)  # fmt: skip
    _, size, _, pixels = pdf.with_suffix(".ppm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    kept = height - round(FOOTER * DOTS_PER_INCH)
    return Picture(
        width, tuple(pixels[3 * width * y : 3 * width * (y + 1)] for y in range(kept))
    ).trimmed()


def photograph(page: Path, target: Path) -> None:
    """The top of an HTML page, as Chromium shows it."""
    quiet = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update")  # fmt: skip
    run("chromium", "--headless", "--no-sandbox", *quiet, "--hide-scrollbars",
        f"--user-data-dir={page.parent / 'chromium'}", f"--window-size=1100,{PAGE_HEIGHT}",
        f"--screenshot={target}", page.as_uri(), where=page.parent)  # fmt: skip


def main() -> None:
    """Make every picture."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pe = Path(sys.executable).with_name("pe")
        run(pe, "demo", "-o", "demo", where=work)
        run(pe, "new", "self-evaluation", "--functions", "plain", "-o", "免插件.xlsx", where=work)
        told = ("--annotate", "批注.xlsx"), ("--summary", "汇总.xlsx")
        for files, option in zip(
            ([ANNOTATED], sorted(work.glob("demo/*.xlsx"))), told, strict=True
        ):
            # Status 1: the forms of the demo have something to mend, as in the documents.
            run(pe, "validate", *files, *option, where=work, status=1)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        made = {f"demo/{workbook}": picture for workbook, picture in FORMS.items()} | MADE
        for workbook, picture in made.items():
            run("soffice", profile, "--headless", "--convert-to", "pdf", workbook, where=work)
            page = first_page(work / Path(workbook).with_suffix(".pdf").name)
            (IMAGES / picture).write_bytes(page.png())
        photograph(work / "demo" / PAGE, IMAGES / PAGE_PICTURE)
    for picture in sorted(IMAGES.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
