"""What the service says of itself, as either version of the API wants it."""

from cocreation import __version__
from cocreation.model import Language
from cocreation.namespaces import BASE, CST, ID, PREFIXES, VCC
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.web.reconciliation.asked import MOST_QUERIES, SPOKEN
from cocreation.web.reconciliation.writing import Json, Writer
from cocreation.web.texts import TEXTS

VERSION, DRAFT = "0.2", "1.0-draft"
WIDTH, HEIGHT = 440, 300
# What people have lists of, in this order.
_DEFAULT_TYPES = (
    *(PREFIXES["org"] + "Organization", CST + "Case", CST + "Construct", CST + "Proposition"),
    *(CST + "Source", VCC + "Sector", VCC + "Solution", VCC + "Resource"),
    *(PREFIXES["fabio"] + "Expression", CST + "Informant", CST + "Study"),
)


def default_types(register: Register) -> tuple[Concept, ...]:
    """The classes that are good to begin with."""
    return tuple(register.types[iri] for iri in _DEFAULT_TYPES if iri in register.types)


def manifest(register: Register, language: Language, server: str, root: str) -> Json:
    """The manifest of 0.2 for the service at `root`, an address on `server`."""
    settings = [
        {
            "name": "language",
            "label": _text("setting", language),
            "help_text": _text("setting_help", language),
            **_setting(language),
        }
    ]
    return {
        "versions": [VERSION, DRAFT],
        "identifierSpace": ID,
        "schemaSpace": BASE + "ontology/model",
        **_shared(register, language, server, root),
        "view": {"url": f"{root}/view?id={{{{id}}}}"},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            sort: {"service_url": root, "service_path": f"/suggest/{sort}"}
            for sort in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": settings,
        },
    }


def draft_manifest(register: Register, language: Language, server: str, root: str) -> Json:
    """The manifest of 1.0-draft for the service at `root`, an address on `server`."""
    settings = [
        {
            "id": "language",
            "name": _text("setting", language),
            "helpText": _text("setting_help", language),
            **_setting(language),
        }
    ]
    return {
        "versions": [DRAFT],
        **_shared(register, language, server, root),
        "lang": language,
        "dir": "ltr",
        "view": {"url": f"{root}/view?id={{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "type": True, "property": True},
        "extend": {"proposeProperties": True, "propertySettings": settings},
        "standardizedScore": True,
    }


def _shared(register: Register, language: Language, server: str, root: str) -> Json:
    writer = Writer(register, language)
    return {
        "name": _text("name", language),
        "documentation": root.removesuffix(f"/{DRAFT}"),
        "serviceVersion": __version__,
        "logo": f"{server}/static/icon.svg",
        "defaultTypes": [writer.concept(one) for one in default_types(register)],
        "batchSize": MOST_QUERIES,
    }


def _setting(language: Language) -> Json:
    choices = [{"value": one, "name": _text(f"spoken_{one or 'page'}", language)} for one in SPOKEN]
    return {"type": "select", "default": "", "choices": choices}


def _text(name: str, language: Language) -> str:
    return TEXTS[f"reconcile_{name}"].in_language(language)
