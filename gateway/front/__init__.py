"""What stands before the application: each request passes it, and not each needs to go further."""
