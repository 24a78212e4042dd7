"""What the features of a pair are called where a person reads them."""

from cocreation.model import Text

FEATURES = {
    "same name": Text(en="the same name", zh="名称相同"),
    "name": Text(en="how alike the names are", zh="名称相似程度"),
    "added words": Text(en="one name says more", zh="一方名称多出字词"),
    "exchanged words": Text(en="other words in their place", zh="名称中字词不同"),
    "words added in the other language": Text(
        en="one name says more in the other language", zh="另一语言中一方名称多出字词"
    ),
    "words exchanged in the other language": Text(
        en="other words in the other language", zh="另一语言中名称字词不同"
    ),
    "short form": Text(en="one name is short for the other", zh="一方为另一方的简称"),
    "numbers differ": Text(en="the names have other numbers", zh="名称中数字不同"),
    "place added": Text(en="one is named after its place", zh="一方名称含所在地"),
    "context agrees": Text(en="place, parent or sector agree", zh="地点、上级或行业一致"),
    "elsewhere": Text(en="they are in other places", zh="所在地不同"),
    "part of the other": Text(en="one is a part of the other", zh="一方隶属于另一方"),
    "other kind": Text(en="another kind of thing", zh="事物种类不同"),
}
