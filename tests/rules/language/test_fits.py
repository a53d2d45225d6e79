"""The builder and the schema are made from the same types: what the one takes, the other takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.build import Builder
from rules.language.source import read
from rules.language.structure import structure_faults
from rules.library import Library
from tests.rules.samples import SAMPLE

SHIPPED = {
    one.id: one.file.read_text("utf-8") for one in Library().shelf.values() if "wenku" in one.id
}
TEXTS = [SAMPLE, *SHIPPED.values()]
#: What a slip of the hand puts in the place of something.
SLIPS = [
    "",
    "{}",
    "[]",
    "是",
    "2023-01-01",
    "100万元",
    "80%..100%",
    "=签约",
    "{a: b}",
    "[x]",
    "四舍五入",
]


def test_what_is_right_fits() -> None:
    for text in TEXTS:
        root, faults = read(text, "x.yaml")
        assert root is not None
        assert faults == []
        builder = Builder("x.yaml")
        assert builder.policy(root) is not None
        assert builder.fits
        assert structure_faults(root, "x.yaml") == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_does_not_fit_the_schema_never_fits_the_types(data: st.DataObject) -> None:
    """Otherwise a fault of structure would pass unsaid."""
    lines = data.draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        word, colon, _rest = lines[place].partition(": ")
        slip = data.draw(st.sampled_from(SLIPS))
        lines[place] = data.draw(
            st.sampled_from(["", f"{word}x{colon}{_rest}", f"{word}: {slip}\n", f"{word}:\n"])
        )
        if not lines:
            return
    root, _ = read("".join(lines), "x.yaml")
    if root is None:
        return
    builder = Builder("x.yaml")
    builder.policy(root)
    if builder.fits:
        assert structure_faults(root, "x.yaml") == []
    else:
        assert structure_faults(root, "x.yaml") or builder.faults
