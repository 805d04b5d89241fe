"""What a page is, and who sees it: the one list from which everything about pages is made.

audience   who sees a page
page       a page, its place in the navigation, an example of it
area       where the pages of one part of the product are declared
"""
