"""The documentation: what people read, and the commands that keep it true to the code.

generate          writes the parts that come from the code
sections          what each of those parts says
fields            a model's fields as a table
layers            a package's layers as a table
checks            every check, and where the profiles differ, as tables
take_screenshot   the pictures of the player and of the office, taken from the running demonstration
shots             which questions those are of
sitter            guests who sit at a question
"""
