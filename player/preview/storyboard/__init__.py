"""A storyboard: a case on paper, for its authors to talk over.

write      the document, as a page or as accessible PDF
board      what is on it: a picture for each segment, the script, the questions
words      a question and what is right, in words
pictures   one picture of each segment, from its medium
"""
