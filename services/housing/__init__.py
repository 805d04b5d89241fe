"""Housing: providers, rooms with beds, boarding, and contact persons."""
