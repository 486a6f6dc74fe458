"""The close view of an examination: the body laid bare as far as needed, and the transducer on it."""
