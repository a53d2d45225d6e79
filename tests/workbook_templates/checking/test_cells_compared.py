"""What a computed cell shows beside what it comes to, to the last digit that a cell has."""

from __future__ import annotations

from fractions import Fraction

import pytest

from workbook_templates.checking.cells_compared import agrees
from workbook_templates.checking.recomputing import Recomputed
from workbook_templates.reading.cells import Cell


@pytest.mark.parametrize(
    ("shown", "own", "same"),
    [
        # 584 ÷ 633 = 0.922590837282780 41…; LibreOffice 7.4 writes the second of these.
        ("0.92259083728278", 584 / 633, True),
        ("0.922590837282781", 584 / 633, True),
        ("0.922590837282779", 584 / 633, False),
        ("0.922590837282782", 584 / 633, False),
        ("0.9226", 584 / 633, False),
        ("-0.922590837282781", 584 / 633, False),
        # A number of 15 digits is what it is: 万元 with 分.
        ("123456789.123457", 123456789.123456, False),
        ("123456789.123456", 123456789.123456, True),
        ("46.98", 46.97, False),
        ("0", 1 / 3, False),
    ],
)
def test_a_figure_agrees_to_its_fifteenth_digit(shown, own, same):
    cell = Cell("表", "A1", Fraction(shown), "=B1/C1")
    assert agrees(cell, Recomputed(own)) is same
