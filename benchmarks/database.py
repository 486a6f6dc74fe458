from contextlib import contextmanager


@contextmanager
def postgres():
    yield ""
