"""A request of the protocol becomes a question, and its answer a reply, whatever server it is."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from cocreation.store.base import Answer, Dataset
from cocreation.store.outline import form_of, is_volatile
from cocreation.store.terms import MAXIMUM_ANSWER_BYTES
from cocreation.web import caching
from cocreation.web.negotiation import choose_media_type, content_type
from cocreation.web.protocol import Asked, Message
from cocreation.web.replies import LIMITS_HEADER, Headers, Reply


@dataclass(frozen=True, slots=True)
class Question:
    """What a store is asked, and the headers of the reply that are known before it answers."""

    query: str
    media_type: str | None
    dataset: Dataset | None
    seconds: float | None
    headers: Headers


def question(
    message: Message, asked: Asked, query: str, *, version: str | None, usual_seconds: float
) -> Question | Reply:
    """Negotiate the format, and ask nothing where the client has the answer already.

    `version` is the store's state, `usual_seconds` the deadline where the client does not say its
    own. NotAcceptableError where the answer has no format that is wanted.
    """
    form = form_of(query)
    media_type = choose_media_type(form, asked.format, message.accept) if form else None
    headers: Headers = (limits(asked.seconds or usual_seconds),)
    if version is None or message.method == "POST" or is_volatile(query):
        headers += (caching.NEVER_KEPT,)
    else:
        address = f"{message.path}?{message.query_string.decode('latin-1')}"
        tagged = caching.tag(version, address, media_type)
        headers += (("ETag", tagged), caching.REVALIDATED)
        if caching.is_known(tagged, message.if_none_match):
            return Reply(HTTPStatus.NOT_MODIFIED, headers)
    return Question(query, media_type, asked.dataset, asked.seconds, headers)


def limits(seconds: float) -> tuple[str, str]:
    """Name, in a header, what a query may take and how large its answer may be."""
    return LIMITS_HEADER, f"seconds={seconds:g}, bytes={MAXIMUM_ANSWER_BYTES}"


def with_limits(made: Reply, seconds: float) -> Reply:
    """Name the limits in a reply that does not name them yet."""
    if any(name == LIMITS_HEADER for name, _ in made.headers):
        return made
    return replace(made, headers=(*made.headers, limits(seconds)))


def reply(asked: Question, answer: Answer) -> Reply:
    """Send an answer as data."""
    headers = (("Content-Type", content_type(answer.media_type)), *asked.headers)
    return Reply(HTTPStatus.OK, headers, answer.body)
