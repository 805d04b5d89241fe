"""Who is asking: signing keys, access tokens, the actor of a request, security headers."""
