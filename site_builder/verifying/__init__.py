"""A reader's audit of a finished site: what its files prove by themselves, without its YAML."""
