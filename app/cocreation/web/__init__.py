"""The web server: it parses a request, calls one service and renders; it decides nothing itself."""

from cocreation.web.application import create_app
from cocreation.web.budget import Budget
from cocreation.web.front import Answering, Front

__all__ = ["Answering", "Budget", "Front", "create_app"]
