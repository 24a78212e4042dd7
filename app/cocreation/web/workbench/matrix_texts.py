"""The words of the page of the matrix, each in English and in Chinese."""

from cocreation.model import Text

MATRIX_TEXTS: dict[str, Text] = {
    "matrix": Text(en="Matrix", zh="矩阵"),
    "matrix_title": Text(en="Cases by first-order concepts", zh="案例与一阶构念矩阵"),
    "matrix_lead": Text(
        en="How many evidence items of each case support each concept. Every number opens its "
        "evidence; a dot means not reported, which is not a no.",
        zh="各案例支持各构念的证据条数。点击数字查看相应证据；圆点表示未报告，并不等于没有。",
    ),
    "matrix_cell": Text(en="{0}, {1}: {2} evidence items", zh="{0}，{1}：{2} 条证据"),
    "matrix_cell_marked": Text(
        en="{0}, {1}: {2} evidence items, with marks", zh="{0}，{1}：{2} 条证据，有标注"
    ),
    "matrix_marked": Text(
        en="* with evidence that is marked as at odds with the paper elsewhere",
        zh="* 其中有证据标注了与论文其他部分不一致",
    ),
    "matrix_by": Text(en="Group", zh="分组"),
    "matrix_by_stage": Text(en="concepts by stage", zh="构念按阶段"),
    "matrix_by_theme": Text(en="concepts by theme", zh="构念按二阶主题"),
    "matrix_by_provider": Text(en="cases by provider", zh="案例按服务商"),
    "matrix_turned": Text(en="Cases as columns", zh="案例作列"),
    "matrix_show": Text(en="Show", zh="显示"),
    "matrix_sum": Text(en="Sum", zh="合计"),
    "matrix_table": Text(
        en="The same as a table, for CSV and LaTeX", zh="同一内容的表格（可下载 CSV、LaTeX）"
    ),
    "matrix_beside": Text(en="Two cases side by side", zh="两个案例对比"),
    "matrix_one": Text(en="One case", zh="一个案例"),
    "matrix_other": Text(en="The other case", zh="另一个案例"),
}
