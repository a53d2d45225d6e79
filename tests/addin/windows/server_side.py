"""The server with pywin32 stubbed, in a process of its own; prints what a test asks about as JSON.

Arguments: a folder for the installation, and what is amiss: "", "no-yaml", "no-jsonschema",
"no-xlwings" or "second": another server is there already.
"""

import atexit
import importlib.util
import json
import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))
FORMULA = ("PE_SCORE", 10.0, "≥80%", "64.71%")


def main(home: Path, amiss: str) -> None:
    spec = importlib.util.spec_from_file_location(
        "excel_stand_in", ROOT / "tests/udfs/excel_stand_in.py"
    )
    stand_in = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stand_in)
    stand_in.stub_windows()
    for name in ("win32security",):
        stand_in.stub(name)
    if amiss == "no-yaml":
        sys.modules["yaml"] = None
    if amiss == "no-jsonschema":
        sys.modules["jsonschema"] = None
    if amiss == "no-xlwings":
        sys.modules["xlwings"] = None

    from addin.excel import server
    from addin.windows.configuration import Settings
    from addin.windows.logs import log_to

    own = home / "policies"
    own.mkdir(parents=True)
    (own / "broken.yaml").write_text("名称: 坏的\n不认识的: 1\n", "utf-8")
    told = Settings((own, home / "gone"), home / "log", False, True, ("设置写错了",))
    log = log_to(told.log, "server.log")
    broken = amiss == "no-xlwings"
    answered = {"status": server.run(told)} if broken else answers(server, told, stand_in, amiss)
    answered["heavy"] = sorted({"numpy", "pandas", "formulas", "cryptography"} & set(sys.modules))
    answered["log"] = log.read_text("utf-8")
    atexit._run_exitfuncs()  # what xlwings does when Python ends
    print("ANSWERS" + json.dumps(answered))
    sys.stdout.flush()
    os._exit(0)


def answers(server, told, stand_in, amiss) -> dict:
    """The server's own start, then formulas through xlwings' own `call_udf`."""
    asked = {"steps": [], "killed": False}
    hidden = dict.fromkeys(server.UNWANTED)
    sys.modules.update(hidden)
    excel = stand_in.Excel()
    for name in hidden:
        del sys.modules[name]

    def kill() -> None:
        asked["killed"] = True

    def serve(clsid: str) -> None:
        asked["clsid"] = clsid
        asked["steps"].append("serve")
        asked["score"] = excel.call(*FORMULA)[0][0]
        asked["explained"] = excel.call("PE_EXPLAIN", *FORMULA)[0][0]
        asked["broken"] = excel.call("PE_EXPLAIN", "PE_SCORE", *FORMULA[1:], None, "broken")[0][0]

    sys.modules["xlwings.com_server"].serve = serve
    sys.modules["xlwings.com_server"].XLPython = object
    sys.modules["xlwings._xlwindows"].Apps.cleanup = kill
    event = sys.modules["win32event"]
    event.CreateEvent = lambda security, manual, set_already, name: name
    event.SetEvent = lambda name: asked["steps"].append(f"set {name}")

    def wait(name: str, most: int) -> None:
        if threading.current_thread() is threading.main_thread():  # another waits for the end
            asked["steps"].append(f"wait {name}")

    event.WaitForSingleObject = wait
    server.time = SimpleNamespace(sleep=lambda seconds: asked["steps"].append("sleep"))
    sys.modules["win32api"].GetLastError = lambda: 183 if amiss == "second" else 0
    asked["status"] = server.run(told)
    return asked


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
