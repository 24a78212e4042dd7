"""The settings of one run; the only reader of the environment."""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import platformdirs

from cocreation.errors import ParameterError
from cocreation.model import Language, Text

LOG_LEVELS = ("debug", "info", "warning")


def _project_root() -> Path:
    """The folder with ontology/, shapes/, data/ and queries/: the checkout, else the wheel's."""
    package = Path(__file__).parent
    checkout = package.parent.parent
    return checkout if (checkout / "ontology").is_dir() else package / "bundled"


def _named_project(named: str | None) -> Path | None:
    """The project's folder that the environment names; ParameterError where it is none."""
    if not named:
        return None
    project = Path(named).resolve()
    if (project / "ontology").is_dir():
        return project
    raise ParameterError(
        Text(
            en=f"COCREATION_PROJECT is “{named}”, which has no folder ontology/; name a project's "
            "folder, such as `cocreation study new` makes.",
            zh=f"COCREATION_PROJECT 的值为“{named}”，其中没有 ontology/ 文件夹；"
            "请指定项目文件夹，例如 `cocreation study new` 所建的。",
        )
    )


def _locale() -> str:
    """The locale for messages, by POSIX's order of precedence."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "").lower()


def locale_language() -> Language:
    """The language that the environment's locale asks for."""
    return "zh" if _locale().startswith("zh") else "en"


def _seconds(name: str) -> float | None:
    given = os.environ.get(name)
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1
    if seconds >= 0:
        return seconds
    raise ParameterError(
        Text(
            en=f"{name} is “{given}”; give it a number of seconds, or 0 for no limit.",
            zh=f"{name} 的值为“{given}”；请设为秒数，或设为 0 表示不限。",
        )
    )


def _log_level(name: str) -> str:
    given = (os.environ.get(name) or "info").lower()
    if given in LOG_LEVELS:
        return given
    raise ParameterError(
        Text(
            en=f"{name} is “{given}”; give it one of {', '.join(LOG_LEVELS)}.",
            zh=f"{name} 的值为“{given}”；可选 {'、'.join(LOG_LEVELS)}。",
        )
    )


@dataclass(frozen=True, slots=True)
class SparqlServer:
    """A SPARQL 1.1 server by the addresses for its queries, its updates and its whole graphs.

    Without an address for `graphs`, those are written by updates. `password` is never shown.
    """

    query: str
    update: str
    graphs: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.query


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is allowed.

    `store` is a folder, or a server that holds the graph; `query_seconds` is a query's deadline,
    `allow_service` names the hosts that it may call by SERVICE; `language` is the one that a person
    is spoken to; `client_seconds` is how much of each minute a client's requests may take (0: any,
    None: any on loopback only), `trusted_proxy` the address of the proxy whose word on clients is
    believed; `token` says who submits, and is never shown.
    """

    project: Path
    store: Path | SparqlServer
    base_url: str | None = None
    query_seconds: float = 5.0
    language: Language = "en"
    client_seconds: float | None = None
    trusted_proxy: str | None = None
    log_level: str = "info"
    allow_service: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)

    @property
    def is_bundled(self) -> bool:
        """Whether the project is the one inside the installed program, which upgrades replace."""
        return self.project == Path(__file__).parent / "bundled"

    @classmethod
    def from_environment(cls, store: str | None = None) -> "Settings":
        """Read the environment and the locale; what is unset has its default.

        COCREATION_PROJECT is the folder of another project than the program's own.
        COCREATION_STORE or `store`, which goes first, is a folder or the address of a server;
        COCREATION_STORE_UPDATE, _GRAPHS, _USER and _PASSWORD tell more of a server. ParameterError
        where another variable named COCREATION_… cannot be read.
        """
        project = _named_project(os.environ.get("COCREATION_PROJECT"))
        return cls(
            project=project or _project_root(),
            store=_store(store or os.environ.get("COCREATION_STORE"), project),
            base_url=os.environ.get("COCREATION_BASE_URL") or None,
            client_seconds=_seconds("COCREATION_CLIENT_SECONDS"),
            trusted_proxy=os.environ.get("COCREATION_TRUSTED_PROXY") or None,
            log_level=_log_level("COCREATION_LOG_LEVEL"),
            allow_service=tuple(
                os.environ.get("COCREATION_ALLOW_SERVICE", "").replace(",", " ").split()
            ),
            language=locale_language(),
            token=os.environ.get("COCREATION_TOKEN") or None,
        )


def _store(named: str | None, project: Path | None) -> Path | SparqlServer:
    """The store; where none is named, one for each project."""
    if not named:
        of = f"-{sha256(str(project).encode()).hexdigest()[:12]}" if project else ""
        return Path(platformdirs.user_data_dir("cocreation")) / f"store{of}"
    if "://" not in named:
        return Path(named)
    told = {
        name: os.environ.get(f"COCREATION_STORE_{name.upper()}") or None
        for name in ("update", "graphs", "user", "password")
    }
    return SparqlServer(
        query=named,
        update=told["update"] or named,
        graphs=told["graphs"],
        user=told["user"],
        password=told["password"],
    )
