"""The web client: pages made on the server, on the same commands and views as the API.

site        puts the pages into the gateway's application
pages       the pages, a folder for each area; ``AREAS`` lists them
registry    what a page is: its address, who sees it, where the navigation has it
visitor     who looks, in which language, colours and time zone
session     cookies, renewing a session, forms that nobody else can send
forms       forms bound to commands: values, faults, sent once, not on stale data
undo        what was just done is taken back
lists       long lists in pages, and as CSV
language    the catalogues of translations, and days, numbers, names of a language
drawing     charts as SVG
offline     what a browser keeps for the time without network
templates   what pages look like; ``components`` are what they are made of
static      style sheets, scripts, icons

How a page is added: docs/web.md.
"""
