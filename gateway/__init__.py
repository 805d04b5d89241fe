"""The gateway: the one door for people and machines. Commands go in, answers come from views.

backend   what the gateway needs of the home behind it
app       the web application put together
security  who is asking: access tokens, signing keys, headers
api       the JSON interface
live      live updates for whoever listens
views     the read models that answer queries, fed by facts
"""
