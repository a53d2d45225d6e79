"""The extension: its files, as a folder for a LibreOffice that nobody looks at, or as one `.oxt`.

Nothing in it depends on the machine that made it; where the packages are stands in the record.
"""

from __future__ import annotations

import importlib.metadata
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from addin.calc import basic, wizard
from addin.calc.identity import EXTENSION, SERVICE
from workbook_templates import saving

#: The name of the `.oxt`.
FILE = "绩效评价函数.oxt"
_TITLE = "绩效评价函数"
#: The same extension must be the same file, whenever it is made.
_MADE = (2020, 1, 1, 0, 0, 0)

_MANIFEST = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
 <manifest:file-entry manifest:full-path="pe.components"
  manifest:media-type="application/vnd.sun.star.uno-components"/>
 <manifest:file-entry manifest:full-path="{wizard.FILE}"
  manifest:media-type="application/vnd.sun.star.configuration-data"/>
</manifest:manifest>
"""
_COMPONENTS = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<components xmlns="http://openoffice.org/2010/uno-components">
 <component loader="com.sun.star.loader.Python" uri="./pe_addin.py">
  <implementation name="{SERVICE}">
   <service name="{SERVICE}"/>
   <service name="com.sun.star.sheet.AddIn"/>
  </implementation>
 </component>
</components>
"""


def files() -> dict[str, bytes]:
    """Every file of the extension by its path in it."""
    component = resources.files("addin.calc") / "component" / "pe_addin.py"
    texts = {
        "META-INF/manifest.xml": _MANIFEST,
        "description.xml": _description(),
        "pe.components": _COMPONENTS,
        "pe_addin.py": component.read_text(encoding="utf-8"),
        f"{basic.MODULE}.bas": basic.module(),
        wizard.FILE: wizard.settings(),
    }
    return {path: text.encode() for path, text in texts.items()}


def write_folder(folder: Path) -> None:
    """Write the files into a folder, as LibreOffice wants an extension that comes with it."""
    for path, data in files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def write_oxt(path: Path) -> None:
    """Write the extension as one file, to be installed: whole or not at all."""
    with saving.beside(path) as part, ZipFile(part, "w", ZIP_DEFLATED) as archive:
        for name, data in files().items():
            entry = ZipInfo(name, _MADE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)


def version() -> str:
    """The product's version, as the extension carries it."""
    try:
        return importlib.metadata.version("jixiao")
    except importlib.metadata.PackageNotFoundError:
        return "0.0.0"


def _description() -> str:
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
 <identifier value="{EXTENSION}"/>
 <version value="{escape(version())}"/>
 <display-name><name lang="zh">{_TITLE}</name></display-name>
</description>
"""
