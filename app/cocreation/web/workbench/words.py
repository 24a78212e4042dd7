"""What the templates of these pages say of things: by name, in the page's language."""

from flask import Flask

from cocreation.model import Text
from cocreation.services.comparison_cells import cell_of
from cocreation.services.labelling import Named
from cocreation.services.results import Cell, told
from cocreation.web.language import page_language


def install(app: Flask) -> None:
    """Give templates `named` for a thing and `said` for a text, each as a cell with its language.

    `_things.html` writes cells.
    """
    app.add_template_global(_named, "named")
    app.add_template_global(_said, "said")


def _named(thing: Named) -> Cell:
    return cell_of(thing, page_language())


def _said(text: Text) -> Cell:
    return told(text, page_language())
