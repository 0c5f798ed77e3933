"""How good and how quick the checks are, measured; see README.md beside this file."""
