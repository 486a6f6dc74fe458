"""The documentation: what people read, and the commands that keep it true to the code.

generate          writes the parts that come from the code
sections          what each of those parts says
fields            a model's fields as a table
layers            a package's layers as a table
checks            every check, and where the profiles differ, as tables
take_screenshot   the picture in the README, taken from the running demonstration
"""
