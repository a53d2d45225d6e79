"""Run by LibreOffice's own Python: opens workbooks with their macros allowed, says what they show.

`office_side.py PIPE FILE…`; writes JSON: for each file its Basic modules and its first cells.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

ROWS, COLUMNS = 16, 2
ALWAYS_EXECUTE_NO_WARN = 4


def connected(pipe: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise TimeoutError(pipe)


def shown(desktop: object, path: str) -> dict[str, object]:
    # Named, because LibreOffice does not know an add-in by its contents.
    options = {
        "Hidden": True,
        "MacroExecutionMode": ALWAYS_EXECUTE_NO_WARN,
        "FilterName": "Calc MS Excel 2007 VBA XML",
    }
    given = tuple(PropertyValue(name, 0, value, 0) for name, value in options.items())
    book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, given)
    book.calculateAll()
    sheet = book.Sheets.getByIndex(0)
    cells = [
        [sheet.getCellByPosition(column, row).String for column in range(COLUMNS)]
        for row in range(ROWS)
    ]
    libraries = book.BasicLibraries
    modules = [m for name in libraries.ElementNames for m in libraries.getByName(name).ElementNames]
    book.close(True)
    return {"cells": cells, "modules": modules}


if __name__ == "__main__":
    pipe, *paths = sys.argv[1:]
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    try:
        print(json.dumps([shown(desktop, path) for path in paths]))
    finally:
        desktop.terminate()
