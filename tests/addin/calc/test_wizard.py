"""The help in Calc's function wizard: there for every function, and answering no formula itself."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from addin.calc import basic, finding, private, wizard
from addin.calc.record import of_this_python
from tests.addin.calc.workbooks import write_xlsx
from udfs import CATALOGUE

_OOR = "{http://openoffice.org/2001/registry}"
#: Lists what the wizard knows of our functions, then types formulas as a person does, A1 being blank.
_MACRO = """
Sub Probe
  On Error GoTo Done
  Dim oAll, oOne, i, j, sName, sHelp, sTold, oDocument, oCell
  Dim aHidden(0) As New com.sun.star.beans.PropertyValue
  oAll = createUnoService("com.sun.star.sheet.FunctionDescriptions")
  For i = 0 To oAll.getCount() - 1
    oOne = oAll.getByIndex(i)
    For j = 0 To UBound(oOne)
      If oOne(j).Name = "Name" Then sName = oOne(j).Value
      If oOne(j).Name = "Description" Then sHelp = oOne(j).Value
    Next j
    If Left(sName, 3) = "PE_" Then sTold = sTold & sName & "|" & sHelp & Chr(30)
  Next i
  aHidden(0).Name = "Hidden"
  aHidden(0).Value = True
  oDocument = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, aHidden())
  oCell = oDocument.Sheets(0).getCellByPosition(1, 0)
  For Each sName In Array("=PE_SCORE (10,""80%"",A1)", "=PE_SCORE(10,""80%"",A1)", _
      "=PE_SCORE (10,""80%"",0.4)", "=pe_score(10,""80%"",0.4)")
    oCell.FormulaLocal = sName
    sTold = sTold & oCell.FormulaLocal & "|" & oCell.String & Chr(30)
  Next sName
Done:
  Dim oFiles, oPipe, oText
  oFiles = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  oText = createUnoService("com.sun.star.io.TextOutputStream")
  oText.setOutputStream(oFiles.openFileWrite("{URL}"))
  oText.writeString(sTold & Error$)
  oText.closeOutput()
  StarDesktop.terminate()
End Sub
"""


def test_every_function_is_described_and_none_can_be_called() -> None:
    tree = ElementTree.fromstring(wizard.settings().encode())
    names = {}
    for node in tree.iter("node"):
        properties = {one.get(f"{_OOR}name"): one.findtext("value") for one in node.iter("prop")}
        if node.get(f"{_OOR}name") in CATALOGUE:
            names[node.get(f"{_OOR}name")] = properties["DisplayName"]
    # A name as people write it would be the add-in's, and a blank cell would be a 0 to it.
    assert names == {name: f"{name} " for name in CATALOGUE}


def test_what_is_told_of_a_function() -> None:
    assert wizard.told(CATALOGUE["PE_GRADE"]).splitlines()[0] == "PE_GRADE(总分, [政策])"
    for function in CATALOGUE.values():
        told = wizard.told(function)
        assert all(argument.help in told for argument in function.arguments)
        assert function.help in told
        assert function.example in told


def test_the_wizard_shows_it_and_formulas_go_on_as_before(tmp_path: Path) -> None:
    program = finding.office()
    assert program is not None
    result = tmp_path / "told.txt"
    with private.private(program, of_this_python(quiet=True)) as made:
        module = made.profile.parent / "extensions" / "jixiao" / f"{basic.MODULE}.bas"
        source = _MACRO.replace("{URL}", result.as_uri())
        module.write_text(module.read_text(encoding="ascii") + source, encoding="ascii")
        # Once for LibreOffice to keep the module, and once to run what is in it.
        write_xlsx(tmp_path / "a.xlsx")
        made.run(["--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], 60)
        made.run([f"macro:///Standard.{basic.MODULE}.Probe"], 60)
    rows = [row.split("|", 1) for row in result.read_text(encoding="utf-8").split("\x1e")]
    formulas = rows[len(CATALOGUE) :]
    assert {tuple(row) for row in rows[: len(CATALOGUE)]} == {
        (f"{name} ", wizard.told(function)) for name, function in CATALOGUE.items()
    }
    blank, five = '=PE_SCORE(10,"80%",A1)', '=PE_SCORE(10,"80%",0.4)'  # 10 × 40% ÷ 80%
    assert formulas == [[blank, ""], [blank, ""], [five, "5"], [five, "5"], [""]]
