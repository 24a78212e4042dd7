"""What the templates of these pages say of things: by name, in the page's language."""

from flask import Flask

from cocreation.model import Text
from cocreation.namespaces import compact
from cocreation.services.comparison import Word
from cocreation.services.comparison_cells import cell_of, word_text
from cocreation.services.labelling import Named
from cocreation.services.link_formats import how, justified
from cocreation.services.results import Cell, told
from cocreation.web.context import context
from cocreation.web.language import page_language, text


def install(app: Flask) -> None:
    """Give templates `named` for a thing and `said` for a text, each as a cell with its language.

    `_things.html` writes cells. `word_of` tells on whose word an item rests, `of_items` how many
    items there are, `marks_at` what is marked at the thing with an IRI.
    """
    app.add_template_global(_named, "named")
    app.add_template_global(_said, "said")
    app.add_template_global(_word, "word_of")
    app.add_template_global(of_items, "of_items")
    app.add_template_global(_marks, "marks_at")
    app.add_template_global(how, "how_mapped")
    app.add_template_global(justified, "justified")
    app.add_template_global(compact, "short")


def of_items(items: int) -> str:
    """How many items there are; without any it is not reported."""
    if not items:
        return text("not_reported")
    return text("one_item") if items == 1 else text("items_of").format(items)


def in_cases(items: int, cases: int) -> str:
    """How many items, in how many cases; without any it is not reported."""
    if not items:
        return text("not_reported")
    of_cases = text("one_case") if cases == 1 else text("cases_of").format(cases)
    told = of_cases if cases else text("of_no_case")
    return text("items_in_cases").format(of_items(items), told)


def _named(thing: Named) -> Cell:
    return cell_of(thing, page_language())


def _said(text: Text) -> Cell:
    return told(text, page_language())


def _word(word: Word) -> str:
    return word_text(word, page_language())


def _marks(iri: str) -> tuple[Text, ...]:
    return context().marks.now().get(iri, ())
