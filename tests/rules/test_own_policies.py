"""A user's own folder beside the shipped policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.engine import Use
from rules.library import SHIPPED, Library
from rules.results import Reason, Refusal
from tests.rules.samples import SAMPLE
from udfs import CATALOGUE, policies


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "sample.yaml").write_text(SAMPLE, "utf-8")
    return tmp_path


def test_both_are_there(own: Path) -> None:
    library = Library(SHIPPED, own)
    assert list(library.shelf)[-1] == "sample"
    assert library.shelf["sample"].own
    assert not library.shelf["national-2020"].own
    for name in ("sample", "样例", "sample@2023-06-30", "national-2020"):
        assert isinstance(library.find(name), Use)


def same_id(own: Path, *, replacing: str = "") -> Library:
    text = (SHIPPED / "national-2020.yaml").read_text("utf-8")
    line = f"取代: {replacing}\n" if replacing else ""
    (own / "national-2020.yaml").write_text(text.replace("施行:", f"{line}施行:", 1), "utf-8")
    return Library(SHIPPED, own)


def test_two_files_of_one_id_are_refused_with_both_named(own: Path) -> None:
    found = same_id(own).find("national-2020")
    assert isinstance(found, Refusal)
    assert found.reason is Reason.POLICY_BROKEN
    assert str(own / "national-2020.yaml") in found.message
    assert str(SHIPPED / "national-2020.yaml") in found.message
    assert isinstance(same_id(own).find("sample"), Use)


def test_a_file_may_replace_a_shipped_one(own: Path) -> None:
    library = same_id(own, replacing="national-2020")
    assert isinstance(library.find("national-2020"), Use)
    assert library.shelf["national-2020"].file.parent == own


def test_replacing_another_policy_is_no_leave_to_take_an_id(own: Path) -> None:
    assert isinstance(same_id(own, replacing="honghe-2023").find("national-2020"), Refusal)


def test_one_title_of_two_policies_is_asked_about(own: Path) -> None:
    (own / "second.yaml").write_text(SAMPLE.replace("政策: sample", "政策: second"), "utf-8")
    found = Library(SHIPPED, own).find("样例")
    assert isinstance(found, Refusal)
    assert found.reason is Reason.AMBIGUOUS
    assert "sample" in found.advice
    assert "second" in found.advice


def test_a_folder_that_is_not_there_is_told_with_what_is_missed() -> None:
    found = Library(SHIPPED, Path("nowhere")).find("sample")
    assert isinstance(found, Refusal)
    assert "nowhere" in found.advice


def test_the_functions_see_the_folder_of_the_environment(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "sample" not in [row[0] for row in CATALOGUE["PE_POLICIES"]()]
    monkeypatch.setenv(policies.VARIABLE, str(own))
    assert "sample" in [row[0] for row in CATALOGUE["PE_POLICIES"]()]
    assert CATALOGUE["PE_PARAM"]("sample", "奖金.封顶") == 1_000_000
    monkeypatch.setenv(policies.VARIABLE, "")
    assert "sample" not in [row[0] for row in CATALOGUE["PE_POLICIES"]()]


def test_another_library_for_a_while(own: Path) -> None:
    with policies.using(Library(own)) as library:
        assert policies.library() is library
        assert list(library.shelf) == ["sample"]
    assert "national-2020" in policies.library().shelf
