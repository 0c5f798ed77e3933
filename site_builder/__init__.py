"""Publishes briefings in which every sentence shows the passage it rests on."""

__version__ = "0.1.0"
