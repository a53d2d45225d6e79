"""The extension's own names, which LibreOffice knows it by. They never change."""

from __future__ import annotations

#: The extension, as `unopkg` lists it.
EXTENSION = "jixiao.calc"
#: The component that computes.
SERVICE = "jixiao.calc.Functions"
#: The add-in of the function wizard: described, and not there.
HELP = "jixiao.calc.Help"
#: Beside the user's settings: where the packages and the policies are, for the component.
RECORD = "jixiao.json"
#: Beside the user's settings: what the component had to say.
LOG = "jixiao.log"
#: The first line of the log of a component that found everything.
READY = "ready"
