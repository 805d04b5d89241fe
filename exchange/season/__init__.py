"""The sample season: invented people, exchanges at every stage, made through the real commands."""
