"""Steps that read 年度指标值 and 实际完成值: what kind of thing stands there, and its figure.

Kinds: B blank, X not applicable, H a hint that nobody replaced, N a figure, D a day, W words,
L words with a share, E what these steps do not understand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbook_templates.plain.days import Day, day, done
from workbook_templates.plain.figures import Figure, figure
from workbook_templates.plain.lookup import Ranges
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import hint, seen, skipped, tidied, too_long
from workbook_templates.plain.texts import both, either, first_that_holds, iff
from workbook_templates.plain.wording import NO_DIGIT, first_digit, in_words, only_han, spelled_out

#: Verbs that say only that a figure was reached.
_REACHED = ("已达到", "达到", "已达", "达")
_DONE = ("已完成", "完成")
#: The days that a number beside a deadline can be: from 2000-01-01 to the last that a cell holds.
#: A smaller number is a share or a count: 1 is 100%, not 1900-01-01.
FIRST_SERIAL, LAST_SERIAL = 36526, 2958465
#: Signs with which no words begin.
_SIGNS = "≥≤≧≦⩾⩽≮≯><=±+-%‰#"


@dataclass(frozen=True, slots=True)
class Read:
    """The helper cells of a target or an actual; `relation` only of a target, `label` of an actual.

    `text` is the cell itself as its reader sees it, `cell` its reference.
    """

    kind: str
    text: str
    figure: Figure
    day: Day
    relation: str = "0"
    label: str = ""
    cell: str = '""'


def target(scratch: Scratch, cell: str) -> Read:
    """Read a target: a figure with its operator, a deadline, or a state in words."""
    whole = tidied(scratch, cell)
    due = day(scratch, whole)
    # What follows the day: 前, and then perhaps a figure (11月30日前95%) or what is to be done.
    after = scratch.keep(
        iff(
            f"{due.key}>0",
            iff(
                f'OR(LEFT({due.rest},2)="之前",LEFT({due.rest},2)="以前")',
                f"MID({due.rest},3,200)",
                iff(f'LEFT({due.rest},1)="前"', f"MID({due.rest},2,200)", due.rest),
            ),
            whole,
        )
    )
    first = scratch.keep(
        f"SUMPRODUCT(MAX((LEFT({after},{Ranges.BEFORE_LENGTH})={Ranges.BEFORE})"
        f"*{Ranges.BEFORE_PLACE}))"
    )
    cut = scratch.keep(
        iff(
            f"{first}>0",
            f"TRIM(MID({after},INDEX({Ranges.BEFORE_LENGTH},{first})+1,200))",
            after,
        )
    )
    last = scratch.keep(
        f"SUMPRODUCT(MAX((RIGHT({cut},{Ranges.AFTER_LENGTH})={Ranges.AFTER})*{Ranges.AFTER_PLACE}))"
    )
    one = f"IF({first}>0,INDEX({Ranges.BEFORE_CODE},MAX({first},1)),0)"
    other = f"IF({last}>0,INDEX({Ranges.AFTER_CODE},MAX({last},1)),0)"
    relation = scratch.keep(
        iff(f"AND({one}>0,{other}>0,{one}<>{other})", "9", f"MAX({one},{other})")
    )
    peeled = scratch.keep(
        iff(
            f"{last}>0",
            f"TRIM(LEFT({cut},LEN({cut})-INDEX({Ranges.AFTER_LENGTH},MAX({last},1))))",
            cut,
        )
    )
    body = scratch.keep(_percent_first(peeled))
    read = figure(scratch, body, cell)
    digits = scratch.keep(first_digit(after))
    due_words = both(f"{due.key}>0", f"{digits}>={NO_DIGIT}", f"{_signed(after)}=FALSE")
    # A figure below 0 without its operator may mean at most or at least.
    clear = f"AND({relation}<9,OR({read.number}>=0,AND({relation}>0,{relation}<6)))"
    no_words = either(
        f"{digits}<{NO_DIGIT}",
        _signed(after),
        spelled_out(scratch, peeled),
        f'{after}=""',
        f"NOT({in_words(after)})",
    )
    other_time = either(_other_time(after), f"NOT({only_han(after)})", spelled_out(scratch, after))
    kind = first_that_holds(
        *_no_answer(whole, cell),
        (f"{due.key}<0", '"E"'),
        (due_words, iff(other_time, '"E"', '"D"')),
        (f'{read.number}<>""', iff(clear, '"N"', '"E"')),
        (no_words, '"E"'),
        otherwise='"W"',
    )
    return Read(scratch.keep(kind), scratch.keep(seen(cell)), read, due, relation, cell=cell)


def actual(scratch: Scratch, cell: str) -> Read:
    """Read an actual: a figure, a day, words with a share, or words."""
    whole = tidied(scratch, cell)
    on = day(scratch, whole)
    sorted_out = scratch.keep(_percent_first(whole))
    place = scratch.keep(first_digit(sorted_out))
    lead = scratch.keep(f"LEFT({whole},IF({place}>={NO_DIGIT},LEN({whole}),{place}-1))")
    behind = f"MID({sorted_out},{place},200)"
    body = scratch.keep(iff(f'OR({lead}="-",{lead}="+")', lead, '""') + "&" + _closed(behind, lead))
    read = figure(scratch, body, cell)
    reached = either(*(f'{lead}="{verb}"' for verb in ("", "-", "+", *_REACHED)))
    share = f"IF({read.unit}>0,INDEX({Ranges.DIMENSION},MAX({read.unit},1))=1,FALSE)"
    finished = both(either(*(f'{lead}="{verb}"' for verb in _DONE)), f"NOT({share})")
    label = scratch.keep(_label(lead))
    no_words = either(_signed(whole), spelled_out(scratch, whole), f"NOT({in_words(whole)})")
    kind = first_that_holds(
        *_no_answer(whole, cell),
        (f"{on.key}<>0", iff(both(f"{on.key}>0", on.exact, done(on.rest)), '"D"', '"E"')),
        (f"{place}>={NO_DIGIT}", iff(no_words, '"E"', '"W"')),
        (f'{read.number}=""', '"E"'),
        (either(reached, finished), '"N"'),
        (share, '"L"'),
        otherwise='"E"',
    )
    return Read(scratch.keep(kind), scratch.keep(seen(cell)), read, on, label=label, cell=cell)


def _no_answer(whole: str, cell: str) -> list[tuple[str, str]]:
    """The kinds of a cell that is blank, longer than anybody searches, or answers nothing."""
    return [
        (f'{whole}=""', '"B"'),
        (too_long(cell), '"W"'),
        (skipped(whole), '"X"'),
        (hint(whole), '"H"'),
        (f'LEFT({whole},4)="Err:"', '"E"'),
    ]


def by_serial(scratch: Scratch, reached: Read, wanted: Read, cell: str) -> Read:
    """A number beside a deadline is a date as a cell holds it."""
    serial = scratch.keep(
        f'IF(AND({wanted.kind}="D",ISNUMBER({cell})),'
        f"AND({cell}>={FIRST_SERIAL},{cell}<={LAST_SERIAL}),FALSE)"
    )
    key = f"YEAR({cell})*10000+MONTH({cell})*100+DAY({cell})"
    on = replace(reached.day, key=scratch.keep(iff(serial, key, reached.day.key)))
    return replace(reached, kind=scratch.keep(iff(serial, '"D"', reached.kind)), day=on)


def _percent_first(text: str) -> str:
    """百分之80 is 80%; words such as 百分百 have no digit behind and stay."""
    return iff(f'LEFT({text},3)="百分之"', f'MID({text},4,200)&"%"', text)


def _closed(behind: str, lead: str) -> str:
    """A share in parentheses behind its level: 部分达成(70%)."""
    return iff(
        f'AND(RIGHT({behind},1)=")",RIGHT({lead},1)="(")', f"LEFT({behind},LEN({behind})-1)", behind
    )


def _label(lead: str) -> str:
    """The words before a share, without the sign between them."""
    bare = f'SUBSTITUTE({lead}," ","")'
    return iff(
        f'ISNUMBER(FIND(RIGHT({bare}&"|",2),"(|:|,|、|"))', f"LEFT({bare},LEN({bare})-1)", bare
    )


def _signed(text: str) -> str:
    """Whether a text begins with a sign that no words begin with."""
    return f'IF({text}="",FALSE,ISNUMBER(FIND(LEFT({text},1),"{_SIGNS}")))'


def _other_time(text: str) -> str:
    """Whether what follows a deadline names another time, or says that it was missed."""
    words = '{"不","未","无","前","后","月","季","起","以来"}'
    return f"SUMPRODUCT(--ISNUMBER(FIND({words},{text})))>0"
