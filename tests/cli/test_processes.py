"""The command as a process over the shipped project: pipes, keys, addresses, no traceback."""

import signal
import socket
import subprocess
from urllib.request import urlopen

from live.processes import settled_workers

SLOW = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
  FILTER(CONCAT(STR(?c), STR(?f)) = CONCAT(STR(?i), "x")) } ORDER BY ?a"""


def test_a_question_is_answered_and_only_the_answer_goes_to_standard_output(start):
    output, errors = start("query", "find-silent-stages", "--format", "csv").communicate()
    assert output.startswith("case,")
    assert errors == ""


def test_a_fault_prints_no_traceback(start):
    process = start("query", "find-nothing-at-all")
    output, errors = process.communicate()
    assert (process.returncode, output) == (2, "")
    assert "Traceback" not in errors


def test_a_reader_that_stops_reading_is_no_fault(start):
    process = start("queries")
    process.stdout.close()
    assert process.stderr.read() == ""


def test_any_character_is_printed_whatever_the_terminals_encoding(start, environment):
    narrow = {**environment, "PYTHONIOENCODING": "latin-1", "LC_ALL": "zh_CN"}
    output, errors = start("query", "list-cases", env=narrow).communicate()
    assert "?" in output
    assert errors == ""


def test_a_key_ends_a_long_query_at_once_and_quietly(start):
    process = start("query", "-", stdin=subprocess.PIPE)
    process.stdin.write(SLOW)
    process.stdin.close()
    assert settled_workers(process.pid)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=5)
    assert process.returncode == 130
    assert process.stderr.read() == ""


def test_serve_prints_its_address_and_ends_with_a_key(start):
    process = start("serve", "--port", "0")
    address = process.stdout.readline().strip()
    with urlopen(f"{address}health", timeout=20) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    # What is being made has ten seconds to end.
    assert process.wait(timeout=20) == 0
    assert "Traceback" not in process.stderr.read()


def test_serve_says_that_a_port_is_in_use(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start("serve", "--port", str(taken.getsockname()[1]))
        _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.splitlines()[-1].startswith("Port ")
