"""Proved briefing to page views, one at a time: what each template is given."""
