"""Two hundred clients that keep their connections, each with a look-up a second for a minute."""

import asyncio
import shutil
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import quote

import pytest

from benchmarks.measuring import show
from live.http import HOST
from live.server import serving

pytestmark = pytest.mark.benchmark

CLIENTS = 200
SECONDS = 60
LOOK_UP = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT ?name ?stage WHERE {{ ?case vcc:reaches ?stage ; rdfs:label ?name }} LIMIT {}"""


@dataclass
class Seen:
    """What the clients were told: how often each status, and how long each answer took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    without_retry: int = 0


async def read(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Read one response; its status, and whether it tells when to come back."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    await reader.readexactly(length)
    return int(head[9:12]), any(line.startswith(b"retry-after:") for line in lines)


async def client(port: int, number: int, seen: Seen) -> None:
    """Ask once a second; a query is never the one that was asked before."""
    await asyncio.sleep(number / CLIENTS)
    reader, writer = await asyncio.open_connection(HOST, port)
    for second in range(SECONDS):
        began = perf_counter()
        query = quote(LOOK_UP.format(1 + (number + second) % 97))
        writer.write(f"GET /sparql?query={query} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        status, retry = await read(reader)
        seen.statuses[status] += 1
        seen.without_retry += status != 200 and not retry
        taken = perf_counter() - began
        if status == 200:
            seen.seconds.append(taken)
        await asyncio.sleep(max(0, 1 - taken))
    writer.close()
    await writer.wait_closed()


async def all_clients(port: int) -> Seen:
    """Run every client to its end."""
    seen = Seen()
    await asyncio.gather(*(client(port, number, seen) for number in range(CLIENTS)))
    return seen


def test_two_hundred_clients_with_a_look_up_a_second(built_store, tmp_path):
    with serving(shutil.copytree(built_store, tmp_path / "store")) as server:
        seen = asyncio.run(all_clients(server.port))
    asked = sum(seen.statuses.values())
    assert asked == CLIENTS * SECONDS
    assert set(seen.statuses) <= {200, 429, 503}
    assert seen.without_retry == 0
    answered = sorted(seen.seconds)
    middle, most = (answered[int(len(answered) * share)] * 1000 for share in (0.5, 0.95))
    show(
        f"{CLIENTS} clients, {asked} look-ups",
        [
            ("answered", f"{len(answered) / asked:.1%}", "at least 95 %"),
            ("median", f"{middle:.1f} ms", ""),
            ("p95", f"{most:.1f} ms", "under 1 s"),
        ],
    )
