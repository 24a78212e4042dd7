"""What a check of a few files needs of the graph that they would join, however large that is.

`view` looks statements up in the graph with the files in their place, `reading` takes all that the
shapes look at from one node, `changes` tells which other nodes the files can cause findings on.
"""
