"""Long lists: what is asked of them, their pages, and all of them as CSV.

questions   filters and orders out of the address, as the API reads them
slices      a page of a list, and the way to the next
tables      columns, for a table on a page and for a file
"""
