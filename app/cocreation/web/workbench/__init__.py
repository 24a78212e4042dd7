"""The pages on which the cases are read and the model is seen."""
