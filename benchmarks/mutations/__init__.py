"""The measure of the checks: single changes of an honest briefing, and how many stop the build."""
