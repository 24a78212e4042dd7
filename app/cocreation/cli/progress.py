"""A progress bar for who waits at a terminal."""

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

import click

from cocreation.model import Language, Text

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE = 2.0
_CHECKING = Text(en="Checking", zh="检查中")


class LateBar:
    """Shows how far a task is, on standard error: at a terminal only, and after two seconds."""

    def __init__(self, language: Language, doing: Text = _CHECKING) -> None:
        self._label = doing.in_language(language)
        self._since = monotonic()
        self._bar: ProgressBar[int] | None = None
        self._shown = 0

    def __enter__(self) -> "LateBar":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.render_finish()

    def show(self, done: int, of: int) -> None:
        """Tell how many parts of how many are done; more may turn up before the last is."""
        if not sys.stderr.isatty() or monotonic() - self._since < _PATIENCE:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=of, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.length = of
        self._bar.update(done - self._shown)
        self._shown = done
