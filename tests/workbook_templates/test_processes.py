"""Work in several processes: in order, with nothing lost to one bad thing."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from itertools import islice

import pytest

from udfs import policies
from workbook_templates.processes import Outcome, in_order


def squared(number: int) -> int:
    time.sleep(0.001 * (7 - number % 7))  # later ones are done first
    return number * number


def touchy(number: int) -> int:
    if number == 5:
        raise ValueError("five")
    if number == 9:
        os._exit(7)  # what the system does to a process that takes too much memory
    if number == 11:
        logging.getLogger("x").error("eleven")
    return number


def folders(_: int) -> list[str]:
    return [str(folder) for folder in policies.library().own]


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_the_order_is_that_of_the_things(workers: int) -> None:
    outcomes = list(in_order(squared, range(60), workers=workers))
    assert outcomes == [Outcome(number * number) for number in range(60)]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_nothing_to_do(workers: int) -> None:
    assert list(in_order(squared, [], workers=workers)) == []


def test_one_that_fails_and_one_that_kills_its_process() -> None:
    outcomes = list(in_order(touchy, range(16), workers=2))
    assert [one.made for one in outcomes] == [n if n not in (5, 9) else None for n in range(16)]
    assert "ValueError: five" in outcomes[5].defect
    assert "died" in outcomes[9].defect
    assert outcomes[11].defect == "eleven"
    assert [n for n, one in enumerate(outcomes) if one.defect] == [5, 9, 11]


@pytest.mark.parametrize("workers", [1, 2])
def test_broken_off(workers: int) -> None:
    done: list[Outcome[int]] = []
    for outcome in in_order(squared, range(100), workers=workers, stopped=lambda: len(done) == 7):
        done.append(outcome)
    assert [one.made for one in done] == [n * n for n in range(7)]


def test_only_a_few_are_asked_for_ahead() -> None:
    asked = []

    class Things(list[int]):
        def __getitem__(self, key):  # type: ignore[no-untyped-def]
            return self if isinstance(key, slice) else super().__getitem__(key)

        def __iter__(self) -> Iterator[int]:
            for number in range(1000):
                asked.append(number)
                yield number

    outcomes = in_order(squared, Things(range(1000)), workers=2)
    assert [one.made for one in islice(outcomes, 3)] == [0, 1, 4]
    assert len(asked) < 100
    outcomes.close()  # type: ignore[attr-defined]


def test_they_see_the_same_policies(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from rules.library import SHIPPED, Library

    with policies.using(Library(SHIPPED, tmp_path)):
        outcomes = list(in_order(folders, range(4), workers=2))
    assert [one.made for one in outcomes] == [[str(tmp_path)]] * 4
