"""The web server: it parses a request, calls one service and renders; it decides nothing itself."""

from cocreation.web.application import create_app, follow
from cocreation.web.budget import Budget
from cocreation.web.front import Answering, Front
from cocreation.web.parted import Parted

__all__ = ["Answering", "Budget", "Front", "Parted", "create_app", "follow"]
