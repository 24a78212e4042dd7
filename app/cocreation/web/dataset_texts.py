"""The words of the catalogue's page, each in English and in Chinese."""

from cocreation.model import Text

DATASET_TEXTS: dict[str, Text] = {
    "catalog": Text(en="Catalogue: the dataset and where to get it", zh="目录：数据集及其获取方式"),
    "catalog_menu": Text(en="Catalogue of the dataset", zh="数据集目录"),
    "catalog_record": Text(en="The dataset", zh="数据集"),
    "catalog_publisher": Text(en="Publisher", zh="发布者"),
    "catalog_licence": Text(en="Licence", zh="许可"),
    "catalog_version": Text(en="Version", zh="版本"),
    "catalog_issued": Text(en="Issued", zh="发布日期"),
    "catalog_modified": Text(en="Last changed", zh="最近更新"),
    "catalog_keywords": Text(en="Keywords", zh="关键词"),
    "catalog_identifier": Text(en="Identifier", zh="标识符"),
    "catalog_source": Text(en="Source", zh="来源"),
    "catalog_fieldwork": Text(en="Fieldwork", zh="调研时间"),
    "catalog_to": Text(en="{} to {}", zh="{} 至 {}"),
    "catalog_provenance": Text(en="How it was made", zh="形成过程"),
    "catalog_files": Text(en="Files with all of it", zh="完整数据文件"),
    "catalog_file": Text(en="File", zh="文件"),
    "catalog_bytes": Text(en="Bytes", zh="字节数"),
    "catalog_digest": Text(en="SHA-256 digest", zh="SHA-256 摘要"),
    "catalog_check": Text(
        en="To check what you fetched against this list:", zh="按此清单核对所下载的文件："
    ),
    "catalog_files_note": Text(
        en="Both formats keep the named graphs apart, so that what was inferred can be told from "
        "what was stated. The files stay the same, byte for byte, until the data change.",
        zh="两种格式都保留命名图，可将推理所得与原有陈述区分开。数据不变，文件逐字节不变。",
    ),
    "catalog_services": Text(en="Ways to ask it", zh="查询服务"),
    "catalog_studies": Text(en="Studies", zh="研究"),
    "catalog_study_holds": Text(en="{} cases, {} evidence items", zh="{} 个案例，{} 条证据"),
    "catalog_counts": Text(en="How much there is", zh="数据规模"),
    "catalog_triples": Text(en="Statements", zh="陈述"),
    "catalog_entities": Text(en="Things named here", zh="本图谱命名的事物"),
    "catalog_classes": Text(en="Classes", zh="类"),
    "catalog_properties": Text(en="Properties", zh="属性"),
    "catalog_graphs": Text(en="Named graphs", zh="命名图"),
    "catalog_class": Text(en="Class", zh="类"),
    "catalog_things": Text(en="Things", zh="个体数"),
    "catalog_property": Text(en="Property", zh="属性"),
    "catalog_links": Text(en="Links to other datasets", zh="与其他数据集的链接"),
    "catalog_target": Text(en="Dataset", zh="数据集"),
    "catalog_machine": Text(
        en="The same for machines: the catalogue in DCAT 3, the counts in VoID.",
        zh="供机器读取：DCAT 3 目录与 VoID 统计描述。",
    ),
}
