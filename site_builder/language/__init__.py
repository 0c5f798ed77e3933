"""What a text says, as far as small tables of English can tell: words, numbers, speech, hedges."""
