"""The reference of the language is what the model says, and says all of it."""

from pathlib import Path

from rules.authoring import reference
from rules.language.schema import schema

PAGE = Path(__file__).parents[3] / "docs" / "policy-reference.zh.md"


def test_the_committed_page_is_the_generated_one() -> None:
    assert PAGE.read_text("utf-8") == reference.page(), "python -m rules.authoring.reference"


def test_every_keyword_of_the_schema_is_explained() -> None:
    page = reference.page()
    constructs = [schema(), *schema()["$defs"].values()]
    for construct in constructs:
        for word, field in construct.get("properties", {}).items():
            assert f"| {word} | " in page
            assert field["description"].replace("|", "\\|") in page


def test_no_two_constructs_have_one_title() -> None:
    titles = [line for line in reference.page().splitlines() if line.startswith("### ")]
    assert len(titles) == len(set(titles))
