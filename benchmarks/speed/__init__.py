"""How long a build takes beside that of the equal site by Hugo, and what it costs."""
