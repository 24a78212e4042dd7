"""The indicators of the FAIR Data Maturity Model (doi:10.15497/rda00050), in words of our own."""

from dataclasses import dataclass
from typing import Literal

from cocreation.model import Text

Priority = Literal["essential", "important", "useful"]
PRIORITIES: dict[Priority, Text] = {
    "essential": Text(en="essential", zh="必要"),
    "important": Text(en="important", zh="重要"),
    "useful": Text(en="useful", zh="有用"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its id ends in M where it is of metadata, in D where it is of data."""

    id: str
    priority: Priority
    title: Text


_TABLE: tuple[tuple[str, Priority, str, str], ...] = (
    ("F1-01M", "essential", "Metadata: persistent identifier", "元数据：持久标识符"),
    ("F1-01D", "essential", "Data: persistent identifier", "数据：持久标识符"),
    ("F1-02M", "essential", "Metadata: globally unique identifier", "元数据：全球唯一标识符"),
    ("F1-02D", "essential", "Data: globally unique identifier", "数据：全球唯一标识符"),
    ("F2-01M", "essential", "Metadata rich enough to be found by", "元数据足以支持发现"),
    ("F3-01M", "essential", "Metadata name the data's identifier", "元数据含数据的标识符"),
    ("F4-01M", "essential", "Metadata can be harvested", "元数据可被收割与索引"),
    ("A1-01M", "important", "Metadata say how to get the data", "元数据说明如何获取数据"),
    ("A1-02M", "essential", "Metadata: a person can open them", "元数据：人可访问"),
    ("A1-02D", "essential", "Data: a person can open them", "数据：人可访问"),
    ("A1-03M", "essential", "Metadata: the identifier resolves", "元数据：标识符可解析"),
    ("A1-03D", "essential", "Data: the identifier resolves", "数据：标识符可解析"),
    ("A1-04M", "essential", "Metadata: standard protocol", "元数据：标准协议"),
    ("A1-04D", "essential", "Data: standard protocol", "数据：标准协议"),
    ("A1-05D", "important", "Data: a program can fetch them", "数据：程序可自动获取"),
    ("A1.1-01M", "essential", "Metadata: free protocol", "元数据：免费协议"),
    ("A1.1-01D", "important", "Data: free protocol", "数据：免费协议"),
    ("A1.2-01D", "useful", "The protocol knows who asks, where needed", "协议支持认证与授权"),
    ("A2-01M", "essential", "Metadata outlive the data", "元数据在数据消失后仍可得"),
    ("I1-01M", "important", "Metadata: standard format", "元数据：标准格式"),
    ("I1-01D", "important", "Data: standard format", "数据：标准格式"),
    ("I1-02M", "important", "Metadata: machines understand them", "元数据：机器可理解"),
    ("I1-02D", "important", "Data: machines understand them", "数据：机器可理解"),
    ("I2-01M", "important", "Metadata: FAIR vocabularies", "元数据：FAIR 词汇"),
    ("I2-01D", "useful", "Data: FAIR vocabularies", "数据：FAIR 词汇"),
    ("I3-01M", "important", "Metadata refer to other metadata", "元数据引用其他元数据"),
    ("I3-01D", "useful", "Data refer to other data", "数据引用其他数据"),
    ("I3-02M", "useful", "Metadata refer to other data", "元数据引用其他数据"),
    ("I3-02D", "useful", "Data refer to other data and say how", "数据引用其他数据并注明关系"),
    ("I3-03M", "important", "Metadata refer to metadata and say how", "元数据引用元数据并注明关系"),
    ("I3-04M", "useful", "Metadata refer to data and say how", "元数据引用数据并注明关系"),
    ("R1-01M", "essential", "Metadata have enough to reuse by", "元数据属性足以支持重用"),
    ("R1.1-01M", "essential", "Metadata name the licence", "元数据注明许可"),
    ("R1.1-02M", "important", "The licence is a standard one", "许可为标准许可"),
    ("R1.1-03M", "important", "Machines understand the licence", "许可机器可理解"),
    ("R1.2-01M", "important", "Provenance as the field has it", "来历符合领域惯例"),
    ("R1.2-02M", "useful", "Provenance in a language for all fields", "来历用跨领域语言表示"),
    ("R1.3-01M", "essential", "Metadata keep a standard", "元数据符合标准"),
    ("R1.3-01D", "essential", "Data keep a standard", "数据符合标准"),
    ("R1.3-02M", "essential", "Metadata keep one that machines read", "元数据符合机器可读标准"),
    ("R1.3-02D", "important", "Data keep one that machines read", "数据符合机器可读标准"),
)
INDICATORS = tuple(
    Indicator(f"RDA-{name}", priority, Text(en=en, zh=zh)) for name, priority, en, zh in _TABLE
)
