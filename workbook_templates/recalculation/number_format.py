"""TEXT with plain number formats (``0.00``, ``#,##0.0``, ``0.00%``, ``0.0"分"``), rounded exactly.

The library rounds the binary float (0.125 to 0.12); formats of other kinds are left to it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from rules.exact import Rounding, round_to

_FORMAT = re.compile(
    r"(?P<before>(?:\"[^\"]*\"|[¥$￥ ])*)"
    r"(?P<whole>#,##0|#,###|#*0+|#+)(?:\.(?P<fixed>0*)(?P<optional>#*))?(?P<percent>%?)"
    r"(?P<after>(?:\"[^\"]*\"|[\u4e00-\u9fff ])*)"
)


def format_number(value: Fraction, pattern: str) -> str | None:
    """The number in that format, or None where the format is of another kind."""
    found = _FORMAT.fullmatch(pattern)
    if found is None or len(pattern) > 60:
        return None
    fixed, optional = found["fixed"] or "", found["optional"] or ""
    places = len(fixed) + len(optional)
    step = Fraction(1, 10**places)
    scaled = value * 100 if found["percent"] else value
    units = int(round_to(scaled, step, Rounding.HALF_UP) / step)
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    whole = whole.rjust(found["whole"].count("0"), "0") if found["whole"].endswith("0") else whole
    if whole == "0" and not found["whole"].endswith("0"):
        whole = ""
    if "," in found["whole"] and whole:
        whole = f"{int(whole):,}"
    while optional and decimals.endswith("0") and len(decimals) > len(fixed):
        decimals = decimals[:-1]
    point = "." if "." in pattern else ""
    before, after = (found[side].replace('"', "") for side in ("before", "after"))
    sign = "-" if units < 0 else ""
    return f"{sign}{before}{whole}{point}{decimals}{found['percent']}{after}"
