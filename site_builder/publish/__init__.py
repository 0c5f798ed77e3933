"""A finished site put where it is served from: one module a kind of place."""
