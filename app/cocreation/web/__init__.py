"""The web server: it parses a request, calls one service and renders; it decides nothing itself."""

from cocreation.web.application import create_app

__all__ = ["create_app"]
