"""A real browser in front of the sample season.

house        the running home, the browser, and people who are signed in
pages        every page of the registry, with an address at which it has something to show
looking      what is looked at on a page: rules of accessibility, sizes, weight
showcase     a page with every component, for tests only
screenshots  every page as a picture
"""
