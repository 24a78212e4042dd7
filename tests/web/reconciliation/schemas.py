"""The published schemas of the Reconciliation Service API, by which answers are judged."""

import json

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

VERSIONS = ("0.2", "1.0-draft")


class Schemas:
    """The schemas of one version, by the names of their files."""

    def __init__(self, folder):
        files = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
        resources = [Resource(one, DRAFT7) for one in files.values()]
        self._registry = Registry().with_resources(
            [(one.id(), one) for one in resources if one.id()]
        )
        self._files = files

    def faults(self, name, document):
        """What is wrong with a document; nothing where it is as the schema wants it."""
        validator = Draft7Validator(self._files[name], registry=self._registry)
        return [f"{list(one.path)}: {one.message}" for one in validator.iter_errors(document)]


def read(shared):
    """The schemas of each version, from the folder with the published suites."""
    return {one: Schemas(shared / "conformance" / "recon" / one) for one in VERSIONS}
