"""What every view may use: the store, the library, who checks, the address."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, request

from cocreation.linking.records import DatasetRecord, StudyRecord
from cocreation.linking.statistics import Statistics
from cocreation.model import QuerySpec
from cocreation.services.browsing import Citation
from cocreation.services.case_sorting import Sample
from cocreation.services.completing import Completions
from cocreation.services.dumping import Dumps
from cocreation.services.evidence import Evidence
from cocreation.services.form.fields import Form
from cocreation.services.health import Health
from cocreation.services.inspection import Inspector
from cocreation.services.json_ld import Terms
from cocreation.services.linking import Links
from cocreation.services.marking import Marks
from cocreation.services.page_listing import Listed
from cocreation.services.per_state import PerState
from cocreation.services.reconciling.service import Reconciliation
from cocreation.services.searching.search import Search
from cocreation.services.statements import Statements
from cocreation.services.studies import Study
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings
from cocreation.store.base import Store

EXTENSION = "cocreation"


@dataclass(frozen=True, slots=True)
class Context:
    """The collaborators of the views; `base_url` is the server's public address, if one is set.

    `query_seconds` is a query's deadline where a client does not say its own.
    """

    store: Store
    queries: tuple[QuerySpec, ...]
    base_url: str | None
    query_seconds: float
    health: Health
    settings: Settings
    submissions: Submissions
    links: Links
    inspector: Inspector
    search: Search
    statements: PerState[Statements]
    form: PerState[Form]
    completions: PerState[Completions]
    sample: PerState[Sample]
    evidence: PerState[Evidence]
    marks: PerState[Marks]
    citations: PerState[tuple[Citation, ...]]
    studies: PerState[tuple[Study, ...]]
    terms: PerState[Terms]
    statistics: PerState[Statistics]
    dataset: PerState[DatasetRecord]
    study_records: PerState[tuple[StudyRecord, ...]]
    dumps: PerState[Dumps]
    things: PerState[tuple[Listed, ...]]
    reconciliation: PerState[Reconciliation]


def context() -> Context:
    """Give the running server's collaborators."""
    return cast(Context, current_app.extensions[EXTENSION])


def endpoint_address() -> str:
    """Give the address of the SPARQL endpoint as clients reach it."""
    return server_address() + "/sparql"


def server_address() -> str:
    """Give the server's own address as clients reach it, without a slash at its end."""
    return (context().base_url or request.host_url).rstrip("/")
