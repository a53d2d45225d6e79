"""What VBA accepts as source, and Chinese texts in a source that must be ASCII.

A project has one code page, and the PC another: only ASCII reads the same under both.
Limits as the VBA editor has them.
"""

from __future__ import annotations

import re

LINE, CONTINUATIONS, NAME, MODULE_NAME = 1023, 24, 255, 31
#: What Excel keeps of a description in the function wizard.
DESCRIPTION = 255
#: Characters of a text in one literal: four hexadecimal digits each, well within a line.
_PIECE = 200

_WORDS = """
    addressof alias and any as attribute base binary boolean byref byte byval call case cbool cbyte
    ccur cdate cdbl cdec cint clng clnglng clngptr close compare const csng cstr currency cvar cverr
    date debug decimal declare defbool defbyte defcur defdate defdbl defint deflng defobj defsng
    defstr defvar dim do double each else elseif empty end enum eqv erase error event exit explicit
    false fix for friend function get global gosub goto if imp implements in input int integer is
    lbound len let lib like line lock long longlong longptr loop lset me mid mod module name new
    next not nothing null object on open option optional or paramarray preserve print private
    property ptrsafe public put raiseevent randomize redim rem resume return rset scale seek select
    set shared single spc static step stop string sub tab text then to true type typeof ubound
    unlock until variant wend while width with withevents write xor
"""
#: Words that cannot name an argument or a procedure: keywords, types and reserved statements.
RESERVED = frozenset(_WORDS.split())
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PROCEDURE = re.compile(
    r"^[ \t]*(?:(?:Public|Private|Friend|Static)\s+)*(?:Declare\s+(?:PtrSafe\s+)?)?"
    r"(?:Sub|Function)\s+(\w+)",
    re.IGNORECASE | re.MULTILINE,
)


class BadSourceError(ValueError):
    """A source that VBA would not take: our own mistake, found before Excel finds it."""


def chinese(text: str) -> str:
    """A VBA expression for a text of any language; `PE_Text` of PE_Texts turns it back by `ChrW`.

    Characters beyond 16 bits become the two halves that VBA's texts are made of.
    """
    units = text.encode("utf-16-be").hex()
    pieces = [units[start : start + 4 * _PIECE] for start in range(0, len(units), 4 * _PIECE)]
    return " & _\n        ".join(f'PE_Text("{piece}")' for piece in pieces) or '""'


def name(given: str) -> str:
    """The name of an argument or a procedure, as it is; refuses one that VBA refuses."""
    if not _NAME.fullmatch(given) or len(given) > NAME or given.lower() in RESERVED:
        raise BadSourceError(f"not a name in VBA: {given!r}")
    return given


def checked(module: str, text: str) -> str:
    """A module's source with Windows line ends, or `BadSourceError`."""
    if not text.isascii():
        raise BadSourceError(f"{module}: not ASCII")
    if len(name(module)) > MODULE_NAME:
        raise BadSourceError(f"{module}: the name of a module has at most {MODULE_NAME} letters")
    lines, continued = text.splitlines(), 0
    if not lines or lines[0] != f'Attribute VB_Name = "{module}"':
        raise BadSourceError(f"{module}: does not begin with its name")
    for number, line in enumerate(lines, 1):
        continued = continued + 1 if line.endswith(" _") else 0
        if len(line) > LINE or continued > CONTINUATIONS:
            raise BadSourceError(f"{module}: line {number} is too long")
    return "\r\n".join(lines) + "\r\n"


def procedures(text: str) -> list[str]:
    """The names of the procedures of a source, as they come."""
    return _PROCEDURE.findall(text)
