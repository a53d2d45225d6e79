"""Our own defects: kept in a log for whoever mends them, told to the person in one sentence."""

from __future__ import annotations

import logging
import tempfile

from addin.cli.output import complain


class DefectLog(logging.Handler):
    """Keeps errors that the rooms log in a file; there is none until there is an error.

    Without a handler Python would print them, tracebacks and all, between the answers.
    """

    def __init__(self) -> None:
        """Listen for errors only: warnings of libraries are no defects of ours."""
        super().__init__(logging.ERROR)
        self.any = False
        self._file = ""

    def __enter__(self) -> DefectLog:
        """Start to listen."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one error."""
        self.any = True
        try:
            self._write(self.format(record) + "\n")
        except OSError:
            self._file = ""

    def tell(self) -> None:
        """Say that the fault is ours, and where the details were kept."""
        where = f"详情记在 {self._file}" if self._file else "详情没有能够保存"
        complain(f"本软件内部出错，这不是文件或填报的问题。{where}，请发给技术支持。")

    def _write(self, text: str) -> None:
        if not self._file:
            # A file of our own making under a name nobody can foresee: no link can lie in wait.
            with tempfile.NamedTemporaryFile(prefix="pe-", suffix=".log", delete=False) as made:
                self._file = made.name
        with open(self._file, "a", encoding="utf-8", errors="replace") as log:
            log.write(text)
