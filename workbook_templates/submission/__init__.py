"""Submitting a checked workbook: a package with a receipt, and its verification on the other side."""

from workbook_templates.submission.packing import Packed, blocks, pack
from workbook_templates.submission.receipt import Receipt, verdict_in_words
from workbook_templates.submission.verifying import (
    Agreement,
    Difference,
    Verified,
    verify,
    verify_many,
)

__all__ = [
    "Agreement",
    "Difference",
    "Packed",
    "Receipt",
    "Verified",
    "blocks",
    "pack",
    "verdict_in_words",
    "verify",
    "verify_many",
]
