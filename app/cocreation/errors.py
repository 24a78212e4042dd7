"""What can go wrong, each with one sentence in English and in Chinese that says what to do."""

from collections.abc import Mapping

from cocreation.model import Text


class CocreationError(Exception):
    """A fault that a person can mend; `code` is stable for machines, `message` is for people."""

    code = "error"
    status = 500

    def __init__(self, message: Text, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.details = dict(details or {})


class SourceError(CocreationError):
    """A file cannot be read; `details` has `file` and, where known, `line` and `column`."""

    code = "unreadable_source"
    status = 400


class UnknownNameError(CocreationError):
    """A name of a query, case, … that nothing bears; `details.nearest` offers others."""

    code = "unknown_name"
    status = 404


class ParameterError(CocreationError):
    """A parameter that is missing, unknown or of the wrong type."""

    code = "bad_parameter"
    status = 400


class QueryError(CocreationError):
    """A query that the engine refuses; `details` has `line` and `column` where known."""

    code = "bad_query"
    status = 400


class QueryTimeoutError(CocreationError):
    """A query that was stopped at its deadline; `details.seconds` is that deadline."""

    code = "query_timeout"
    status = 503


class ServerBusyError(QueryTimeoutError):
    """A query for which no worker was free in time."""

    code = "server_busy"


class NotReadyError(CocreationError):
    """Something that is still being prepared; `details.retry_after` is when to ask, in seconds."""

    code = "not_ready"
    status = 503


class OutOfMemoryError(QueryError):
    """A query that needed more memory than it may have."""

    code = "out_of_memory"


class AnswerTooLargeError(QueryError):
    """An answer of more bytes than are sent; `details.bytes` is how many are."""

    code = "answer_too_large"


class QueryTooLargeError(QueryError):
    """A query of more bytes than are read."""

    code = "query_too_large"
    status = 413


class RequestTooLargeError(CocreationError):
    """A request body of more bytes than are read."""

    code = "request_too_large"
    status = 413


class SlowClientError(CocreationError):
    """A request that was not sent in time."""

    code = "request_timeout"
    status = 408


class BudgetError(CocreationError):
    """A client that has used its share; `details.retry_after` is when it has more, in seconds."""

    code = "budget_spent"
    status = 429


class NotAcceptableError(CocreationError):
    """A format that an answer does not have; `details.available` lists those it has."""

    code = "not_acceptable"
    status = 406


class InvalidDataError(CocreationError):
    """Data that violate the shapes; `details.findings` counts violations, `report` tells them."""

    code = "invalid_data"
    status = 422

    def __init__(
        self,
        message: Text,
        details: Mapping[str, object] | None = None,
        *,
        report: Text | None = None,
    ) -> None:
        super().__init__(message, details)
        self.report = report


class SubmissionError(CocreationError):
    """A file that no case can be kept from; `details.nodes` lists what it may not speak of."""

    code = "bad_submission"
    status = 422


class UnauthorizedError(CocreationError):
    """A deed that needs a token, without one that is known."""

    code = "unauthorized"
    status = 401


class ForbiddenError(CocreationError):
    """A deed that is not for this token, or not for this case."""

    code = "forbidden"
    status = 403


class ConflictError(CocreationError):
    """A case that is not, or no longer, as whoever changes it takes it to be."""

    code = "conflict"
    status = 409


class WithdrawnError(CocreationError):
    """A case that was withdrawn; `details.history` tells what became of it."""

    code = "withdrawn"
    status = 410


class StaleError(CocreationError):
    """A case that has changed since the revision that a request names."""

    code = "stale_revision"
    status = 412


class RevisionNeededError(CocreationError):
    """A request that changes a case and does not say which revision it has seen."""

    code = "revision_needed"
    status = 428


class NotOfferedError(CocreationError):
    """Something that this kind of store does not do."""

    code = "not_offered"
    status = 501


class UncheckableError(CocreationError):
    """A file whose check was stopped; `details.reason` is time, memory or fault."""

    code = "uncheckable"
    status = 422


class FontError(CocreationError):
    """A figure whose letters no font of this machine has."""

    code = "font_missing"
    status = 501


class StoreError(CocreationError):
    """A store that is missing, damaged, in use or of another project."""

    code = "store_unavailable"
    status = 503


class ServiceError(CocreationError):
    """A server that a query calls by SERVICE and that failed; `details.endpoint` is its address."""

    code = "service_failed"
    status = 502


class ReasonerError(CocreationError):
    """The reasoner is missing (no Java) or failed."""

    code = "reasoner_unavailable"
    status = 503


class MediaTypeError(CocreationError):
    """A request body of a kind that is not read here."""

    code = "unsupported_media_type"
    status = 415


class AddressError(CocreationError):
    """An address that cannot be served at."""

    code = "address_unusable"
    status = 503
