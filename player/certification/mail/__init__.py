"""Letters: written with what causes them, sent by a process of its own.

letters     which letter an event causes, to whom
compose     a letter as a message, plain and HTML
post        handing a message over: to a mail server, or to a file
sender      takes what is due, hands it over, and notes what became of it
"""
