"""The forms: built from one description each, read back filled, recalculated, checked, reported.

The face of the room is these modules: `making` makes a workbook and reads what goes into one,
`description` knows the forms, `recalculation` computes formulas, `checking` checks a filled workbook,
`reports` tells the result, `annotating` puts it on a copy of the workbook, `submission` packs it to
be handed in and verifies what was, `reading` is the bounded door into any workbook, `saving` writes a
file whole or not at all, `faults` says what is wrong. Imported when first named.
"""

__all__ = [
    "annotating",
    "checking",
    "description",
    "faults",
    "making",
    "reading",
    "recalculation",
    "reports",
    "saving",
    "submission",
]
