"""The web server: it parses a request, calls one service and renders; it decides nothing itself."""

from cocreation.web.application import LARGEST_REQUEST_BYTES, create_app

__all__ = ["LARGEST_REQUEST_BYTES", "create_app"]
