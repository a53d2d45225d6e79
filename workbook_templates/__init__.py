"""The forms: built from one description each, read back filled, recalculated, checked, reported.

The face of the room is these modules: `making` makes a workbook, `description` knows the forms,
`data_file` reads what goes in, `recalculation` computes formulas, `checking` checks a filled
workbook, `reports` tells the result, `annotating` puts it on a copy of the workbook, `submission`
packs it to be handed in and verifies what was, `reading` is the bounded door into any workbook,
`faults` says what is wrong. Imported when first named.
"""

__all__ = [
    "annotating",
    "checking",
    "data_file",
    "description",
    "faults",
    "making",
    "reading",
    "recalculation",
    "reports",
    "submission",
]
