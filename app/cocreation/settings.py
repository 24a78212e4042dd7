"""The settings of one run; the only reader of the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from cocreation.model import Language


def _project_root() -> Path:
    """The folder with ontology/, shapes/, data/ and queries/: the checkout, else the wheel's."""
    package = Path(__file__).parent
    checkout = package.parent.parent
    return checkout if (checkout / "ontology").is_dir() else package / "bundled"


def _locale() -> str:
    """The locale for messages, by POSIX's order of precedence."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "").lower()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is allowed.

    `query_seconds` is a query's deadline, `language` the one that a person is spoken to.
    """

    project: Path
    store: Path
    base_url: str | None = None
    query_seconds: float = 5.0
    language: Language = "en"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read COCREATION_STORE, COCREATION_BASE_URL and the locale; the unset has its default."""
        default_store = Path(platformdirs.user_data_dir("cocreation")) / "store"
        return cls(
            project=_project_root(),
            store=Path(os.environ.get("COCREATION_STORE") or default_store),
            base_url=os.environ.get("COCREATION_BASE_URL") or None,
            language="zh" if _locale().startswith("zh") else "en",
        )
