"""What is read of cases that somebody brings, and where in their files it stands."""
