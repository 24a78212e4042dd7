"""The server's log: one JSON object a line on standard error."""

import json
import logging
from datetime import UTC, datetime


def log_as_json_lines(level: str) -> None:
    """Write the program's records from `level` up, and warnings of all others."""
    # What no line says need not be found out for each.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("cocreation").setLevel(level.upper())
    # It warns of every request that is not HTTP, or asks for another protocol.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)


class _JsonLines(logging.Formatter):
    """A record as JSON; what its caller gave as `fields` stands beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        # In ASCII a record is one line to every reader, whatever it quotes.
        return json.dumps(line)
