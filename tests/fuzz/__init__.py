"""Fuzzing: what must hold for any input, and a hunt for input that breaks it."""
