"""How FAIR the dataset is, by the indicators of the RDA's maturity model; each one is computed."""
