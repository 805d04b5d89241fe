"""Who is at the browser: what cookies say, and which requests are really theirs.

cookies      what the browser keeps, and how each cookie is guarded
recognising  the person behind the cookies; a session that has run out is renewed
links        the personal link by which somebody has come, instead of signing in
displaying   language, colours and time zone of this browser
guarding     forms that only our own pages can send
flashes      one sentence for the next page, what that page has to wait for, and an undo
"""
