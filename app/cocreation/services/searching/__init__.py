"""Finding things by words of either language, parts of words and codes."""
