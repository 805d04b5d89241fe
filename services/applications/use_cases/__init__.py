"""The use cases of applications, a file for each stretch of an exchange's life."""
