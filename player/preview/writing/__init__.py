"""What an author has set on an image, written into the package's own files; only with `sonocase preview --write`.

tree     where values stand in the text of a YAML file
steps    a change of one value: in the text, whose other characters stay as they are, and in what it says
places   where in a case something of an image may be written
given    what a page sends, as steps at a place
trial    whether a package would still load
keeping  files of the package, read and replaced whole, and never through a link
routes   what the page asks for
"""
