"""The dataset described for catalogues, in DCAT 3 as DCAT-AP asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cocreation.linking.records import Access, DatasetRecord, DumpRecord, Service, StudyRecord
from cocreation.linking.statements import Values, about, iri, typed
from cocreation.model import Text, Triple
from cocreation.namespaces import BASE, ID

CATALOG = BASE + "catalog"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_FILE_TYPE_OF = {"application/trig": "RDF_TRIG", "application/n-quads": "RDF_N_QUADS"}
# What a part, a distribution or a service has like the whole.
_TERMS_OF_USE = ("dcterms:license", "dcterms:accessRights")
_SHARED = ("dcterms:license", "dcterms:publisher", "dcterms:language", "dcterms:modified")
TITLE = Text(en="Catalogue of the graph", zh="图谱目录")
DESCRIPTION = Text(
    en="The dataset behind this server, where it is to be had, and how it is asked.",
    zh="本服务器所载的数据集、获取途径与查询方式。",
)
_OF_STUDY = Text(
    en="What the graph holds of one study: {cases} cases and {items} evidence items.",
    zh="图谱中一项研究的内容：{cases} 个案例、{items} 条证据。",
)
_DUMP = Text(en="The whole graph, {name}", zh="整个图谱，{name}")


@dataclass(frozen=True, slots=True)
class Catalog:
    """What there is to describe."""

    dataset: DatasetRecord
    studies: tuple[StudyRecord, ...]
    dumps: tuple[DumpRecord, ...]


def describe(catalog: Catalog, access: Access) -> Iterator[Triple]:
    """State the catalogue, its datasets with their distributions, and the services.

    Where there are several studies, each is a dataset of its own, which is part of the whole.
    """
    dataset, studies = catalog.dataset, catalog.studies
    parts = studies if len(studies) > 1 else ()
    yield from dataset.statements
    yield from about(CATALOG, _catalog(dataset, parts, access))
    yield from about(dataset.iri, _whole(catalog, access))
    yield from about(dataset.iri, {"dcterms:hasPart": [iri(_part_name(one)) for one in parts]})
    for dump in catalog.dumps:
        yield from _distribution(dump, dataset, access)
    for service in access.services:
        yield from about(_name(service.name), _service(service, dataset, access))
    for study in studies:
        yield from _publication_and_period(study)
    for study in parts:
        yield from about(_part_name(study), _part(study, dataset, access))


def _catalog(
    dataset: DatasetRecord, parts: tuple[StudyRecord, ...], access: Access
) -> Mapping[str, Values]:
    datasets = (dataset.iri, *map(_part_name, parts))
    return {
        "a": "dcat:Catalog",
        "dcterms:title": TITLE,
        "dcterms:description": DESCRIPTION,
        "foaf:homepage": iri(access.at("/catalog")),
        "dcat:dataset": map(iri, datasets),
        "dcat:service": [iri(_name(one.name)) for one in access.services],
        **_taken(dataset, *_SHARED, "dcterms:issued"),
    }


def _whole(catalog: Catalog, access: Access) -> Mapping[str, Values]:
    publications = [iri(one.publication) for one in catalog.studies if one.publication]
    return {
        "a": "dcat:Dataset",
        "dcterms:identifier": catalog.dataset.iri,
        "dcat:landingPage": iri(access.at("/")),
        "dcat:distribution": [iri(_name(one.name)) for one in catalog.dumps],
        "dcterms:source": publications,
        "prov:wasDerivedFrom": publications,
        "dcterms:temporal": [iri(_period_name(one)) for one in catalog.studies if one.start],
    }


def _part(study: StudyRecord, dataset: DatasetRecord, access: Access) -> Mapping[str, Values]:
    # Whoever submits a study is not the dataset's publisher, and its licence is theirs to give.
    shared = _taken(dataset, *_SHARED, "dcterms:accessRights") if study.is_own else {}
    described = Text(
        en=_OF_STUDY.en.format(cases=study.cases, items=study.items),
        zh=_OF_STUDY.zh.format(cases=study.cases, items=study.items),
    )
    return {
        "a": "dcat:Dataset",
        "dcterms:title": study.label,
        "dcterms:description": described,
        "dcterms:identifier": _part_name(study),
        "dcterms:isPartOf": iri(dataset.iri),
        "dcterms:source": iri(study.publication) if study.publication else None,
        "dcterms:temporal": iri(_period_name(study)) if study.start else None,
        "foaf:primaryTopic": iri(study.iri),
        "dcat:landingPage": iri(access.at(f"/id/{study.iri.removeprefix(ID)}")),
        **shared,
    }


def _distribution(dump: DumpRecord, dataset: DatasetRecord, access: Access) -> Iterator[Triple]:
    name, address = _name(dump.name), iri(access.at(f"/{dump.name}"))
    gzip = iri(_MEDIA_TYPES + "application/gzip") if dump.is_compressed else None
    yield from about(
        name,
        {
            "a": "dcat:Distribution",
            "dcterms:title": Text(
                en=_DUMP.en.format(name=dump.name), zh=_DUMP.zh.format(name=dump.name)
            ),
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dcat:mediaType": iri(_MEDIA_TYPES + dump.media_type),
            "dcterms:format": iri(_FILE_TYPES + _FILE_TYPE_OF[dump.media_type]),
            "dcat:compressFormat": gzip,
            "dcat:byteSize": typed(str(dump.size), "xsd:nonNegativeInteger"),
            "spdx:checksum": iri(f"{name}-sha256"),
            **_taken(dataset, *_TERMS_OF_USE, "dcterms:modified"),
        },
    )
    yield from about(
        f"{name}-sha256",
        {
            "a": "spdx:Checksum",
            "spdx:algorithm": iri("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": typed(dump.sha256, "xsd:hexBinary"),
        },
    )


def _service(service: Service, dataset: DatasetRecord, access: Access) -> Mapping[str, Values]:
    address = iri(access.at(service.path))
    return {
        "a": "dcat:DataService",
        "dcterms:title": service.title,
        "dcat:endpointURL": address,
        # Asked for nothing, each tells of itself.
        "dcat:endpointDescription": address,
        "dcterms:conformsTo": iri(service.standard),
        "dcat:servesDataset": iri(dataset.iri),
        **_taken(dataset, *_TERMS_OF_USE),
    }


def _publication_and_period(study: StudyRecord) -> Iterator[Triple]:
    if study.publication:
        doi = f"https://doi.org/{study.doi}" if study.doi else None
        said: dict[str, Values] = {"dcterms:title": study.title, "dcterms:identifier": doi}
        yield from about(study.publication, said)
    if study.start:
        period: dict[str, Values] = {
            "a": "dcterms:PeriodOfTime",
            "dcat:startDate": study.start,
            "dcat:endDate": study.end,
        }
        yield from about(_period_name(study), period)


def _taken(dataset: DatasetRecord, *names: str) -> Mapping[str, Values]:
    return {name: dataset.values(name) for name in names}


def _name(local: str) -> str:
    return f"{CATALOG}#{local}"


def _part_name(study: StudyRecord) -> str:
    return _name(f"study-{study.iri.rpartition('/')[2]}")


def _period_name(study: StudyRecord) -> str:
    return _name(f"fieldwork-{study.iri.rpartition('/')[2]}")
