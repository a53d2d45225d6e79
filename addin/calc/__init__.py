"""LibreOffice: the extension that gives Calc the PE_ functions, its installation, and recalculation.

`office.recalculated` has a LibreOffice that nobody sees compute workbooks; `values` reads what it
wrote; `installing` puts the extension into a person's LibreOffice; `extension` makes it.
"""
