"""`python -m addin.excel.vba`: after a change to what the templates' macros say.

`pe validate` does not warn of our own macros; it knows them by the digests that this adds to. Those of
earlier versions stay, as workbooks that were made with them are still handed in.
"""

from addin.excel.vba.modules import modules
from udfs import CATALOGUE
from workbook_templates import making, reading


def remember() -> int:
    """Make today's modules known; how many were not."""
    version = making.product_version()
    own = modules(CATALOGUE, version, ribbon=False)
    named = [(module.name, module.source.encode("ascii")) for module in own]
    return reading.own_macros.remember(named, version)


if __name__ == "__main__":
    print(remember())
