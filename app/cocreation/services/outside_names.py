"""What properties of other vocabularies are called, which those do not say in both languages."""

from cocreation.model import Text
from cocreation.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS

_DCTERMS, _FABIO, _PRISM = PREFIXES["dcterms"], PREFIXES["fabio"], PREFIXES["prism"]
_FRAPO, _ORG, _PROV = PREFIXES["frapo"], PREFIXES["org"], PREFIXES["prov"]

OUTSIDE_NAMES: dict[str, Text] = {
    RDF + "type": Text(en="kind", zh="类别"),
    RDFS + "label": Text(en="name", zh="名称"),
    RDFS + "comment": Text(en="comment", zh="说明"),
    RDFS + "isDefinedBy": Text(en="is defined by", zh="定义于"),
    RDFS + "subClassOf": Text(en="is a kind of", zh="上位类"),
    RDFS + "subPropertyOf": Text(en="is a special case of", zh="上位属性"),
    RDFS + "domain": Text(en="is said of", zh="定义域"),
    RDFS + "range": Text(en="has as value", zh="值域"),
    OWL + "inverseOf": Text(en="is the inverse of", zh="逆属性"),
    SKOS + "altLabel": Text(en="other name", zh="别名"),
    SKOS + "prefLabel": Text(en="preferred name", zh="首选名称"),
    SKOS + "definition": Text(en="definition", zh="定义"),
    SKOS + "note": Text(en="note", zh="备注"),
    SKOS + "editorialNote": Text(en="editorial note", zh="编者注"),
    SKOS + "example": Text(en="example", zh="示例"),
    SKOS + "broader": Text(en="belongs to", zh="归入"),
    _DCTERMS + "title": Text(en="title", zh="题名"),
    _DCTERMS + "creator": Text(en="author", zh="作者"),
    _DCTERMS + "publisher": Text(en="publisher", zh="出版者"),
    _DCTERMS + "subject": Text(en="classification", zh="分类"),
    _DCTERMS + "identifier": Text(en="identifier", zh="标识符"),
    _DCTERMS + "isPartOf": Text(en="appeared in", zh="刊载于"),
    _DCTERMS + "dateSubmitted": Text(en="date submitted", zh="收稿日期"),
    _FABIO + "hasPublicationYear": Text(en="year", zh="年份"),
    _FABIO + "hasPlaceOfPublication": Text(en="place of publication", zh="出版地"),
    _FABIO + "hasElectronicArticleIdentifier": Text(en="article number", zh="文章编号"),
    _PRISM + "doi": Text(en="DOI", zh="DOI"),
    _PRISM + "issueIdentifier": Text(en="issue", zh="期"),
    _PRISM + "keyword": Text(en="keyword", zh="关键词"),
    _PRISM + "pageRange": Text(en="pages", zh="页码"),
    _PRISM + "publicationName": Text(en="published in", zh="刊名"),
    _PRISM + "volume": Text(en="volume", zh="卷"),
    _FRAPO + "hasGrantNumber": Text(en="grant number", zh="项目编号"),
    _FRAPO + "isAwardedBy": Text(en="is awarded by", zh="资助机构"),
    _FRAPO + "isFundedBy": Text(en="is funded by", zh="受资助于"),
    _ORG + "memberOf": Text(en="belongs to the organization", zh="所在组织"),
    _ORG + "unitOf": Text(en="is a unit of", zh="隶属于"),
    _PROV + "wasAttributedTo": Text(en="coded by", zh="编码者"),
    _PROV + "wasDerivedFrom": Text(en="is taken from", zh="取自"),
    PREFIXES["cito"] + "cites": Text(en="cites", zh="引用"),
}
