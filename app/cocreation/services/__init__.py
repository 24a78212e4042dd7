"""What the program can do, one function a deed."""
