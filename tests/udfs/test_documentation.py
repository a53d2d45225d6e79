"""docs/functions.zh.md is what the catalogue says."""

import pytest

from udfs import CATALOGUE, Function
from udfs.documentation import PAGE, page


def test_the_committed_page_is_the_generated_one() -> None:
    written = PAGE.read_bytes().decode("utf-8")
    assert written == page(), "run: python -m udfs.documentation"


@pytest.mark.parametrize("function", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_function_is_documented(function: Function) -> None:
    section = page().split(f"\n## {function.name}\n")[1].split("\n## ")[0]
    for text in (function.help, function.returns, function.example):
        assert text in section
    for argument in function.arguments:
        assert argument.label in section
        assert argument.help in section
