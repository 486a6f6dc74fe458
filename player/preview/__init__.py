"""The author's preview: a package folder as it is now, in a browser, read again whenever a file of it is saved.

serve      the server: on this machine alone, under an address that nobody guesses
pages      its pages, and what they ask for
desk       the package that lies on the desk, read again when it has changed
outline    a case as a time line
question   an item to be tried, its score and its reasons
sitting    the same case as a candidate has it, up to any point of it
stand_in   answers for whoever jumps ahead
writing    what is set on an image, written into the files of the package
storyboard a case on paper
"""
