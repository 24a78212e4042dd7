"""The words of the page `/explorer`, each in English and in Chinese."""

from cocreation.model import Text

EXPLORER_TEXTS: dict[str, Text] = {
    "explorer_menu": Text(en="Explore", zh="漫游"),
    "explorer": Text(en="Explorer", zh="图谱漫游"),
    "explorer_lead": Text(
        en="From one thing to the next: choose a name to see what the graph says of it and what "
        "points at it.",
        zh="由此及彼：点选任一名称，查看图谱对它说了什么，又有哪些事物指向它。",
    ),
    "explorer_find": Text(en="Go to", zh="前往"),
    "explorer_find_hint": Text(
        en="A name in Chinese or English, a code such as J_DY1, or an IRI",
        zh="中文或英文名称、资料编码（如 J_DY1）或 IRI",
    ),
    "explorer_go": Text(en="Show", zh="查看"),
    "explorer_stages": Text(en="The stages and their constructs", zh="各阶段及其构念"),
    "explorer_themes": Text(en="The themes and their concepts", zh="各主题及其构念"),
    "explorer_back": Text(en="Back to the beginning", zh="回到起点"),
    "explorer_leads_to": Text(en="leads to", zh="之后是"),
    "explorer_says": Text(en="What the graph says of it", zh="图谱对它的陈述"),
    "explorer_says_nothing": Text(
        en="The graph says nothing of it; it is only pointed at.",
        zh="图谱未对它作任何陈述，只有其他事物指向它。",
    ),
    "explorer_points": Text(en="What points at it", zh="指向它的事物"),
    "explorer_points_nothing": Text(en="Nothing points at it.", zh="没有事物指向它。"),
    "explorer_inferred": Text(en="inferred", zh="推得"),
    "explorer_all": Text(en="All {}", zh="全部 {} 项"),
    "explorer_page_of": Text(en="Page {} of {}, {} things", zh="第 {} 页，共 {} 页、{} 项"),
    "explorer_previous": Text(en="Previous page", zh="上一页"),
    "explorer_next": Text(en="Next page", zh="下一页"),
    "explorer_whole": Text(en="Everything about it", zh="关于它的全部内容"),
    "explorer_data": Text(en="Its page and data", zh="它的页面与数据"),
    "explorer_picture": Text(en="The neighbourhood as a picture", zh="邻域图"),
    "explorer_keys": Text(
        en="Arrow keys choose, Enter opens, + and − zoom, 0 shows all. "
        "Everything in it stands in the list as well.",
        zh="方向键选择，回车打开，+ 和 − 缩放，0 显示全部。图中内容列表中都有。",
    ),
    "explorer_chosen": Text(en="Chosen: {}", zh="已选：{}"),
    "explorer_opened": Text(en="Opened: {}", zh="已打开：{}"),
    "explorer_more": Text(en="{} more things are in the list only.", zh="另有 {} 项只列在列表中。"),
    "explorer_failed": Text(
        en="This could not be loaded; follow the link in the list.",
        zh="未能加载；请改用列表中的链接。",
    ),
    "explorer_zoom_in": Text(en="Zoom in", zh="放大"),
    "explorer_zoom_out": Text(en="Zoom out", zh="缩小"),
    "explorer_fit": Text(en="Show all", zh="显示全部"),
    "explorer_clear": Text(en="Keep only this", zh="只留当前"),
    "explorer_behind": Text(en="The queries behind it", zh="背后的查询"),
    "explorer_behind_pointing": Text(en="What points at it, as a query", zh="“指向它的事物”之查询"),
    "explorer_behind_says": Text(en="What is said of it, as a query", zh="“对它的陈述”之查询"),
    "explorer_behind_start": Text(en="Where it begins, as a query", zh="起点之查询"),
}
