"""SPARQL 1.1 servers as stores: any endpoint to ask, and one that holds our graph.

Ours are the graphs that `catalog` lists; everything else on a server is as if it were not there.
"""

from cocreation.store.remote.endpoint import RemoteStore
from cocreation.store.remote.hosted import HostedStore
from cocreation.store.remote.writer import RemoteWriter

__all__ = ["HostedStore", "RemoteStore", "RemoteWriter"]
