"""A server that offers the small package, which nobody has signed off, and a reviewer before it."""

from collections.abc import Callable, Iterator

import pytest
from browser.site import Site, run_site
from packages import package
from playwright.sync_api import BrowserContext, Page
from presses import Press

from player.accounts import Accounts
from player.store import Version

PASSWORD = "a long test password"
EMAIL = "robin@example.org"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server; what is published later is offered at once."""
    with run_site(tmp_path_factory.mktemp("review"), lambda _, __: None) as running:
        yield running


@pytest.fixture(scope="session")
def press(site: Site) -> Press:
    """The instance behind the server, with the package in it, and an account for a reviewer."""
    from browser.seat import now

    Accounts(site.store, now).add(EMAIL, "Robin Reed", "reviewer", PASSWORD)
    return Press(site.instance, site.store)


@pytest.fixture(scope="session")
def version(press: Press) -> Version:
    """The package as it was published."""
    return press.publish(package())[0]


@pytest.fixture
def robin(site: Site, version: Version, new_context: Callable[..., BrowserContext]) -> Page:
    """The reviewer's browser."""
    from browser.seat import now

    assert version
    context = new_context(signed_in=False)
    token = Accounts(site.store, now).sign_in(EMAIL, PASSWORD).token
    context.add_cookies([{"name": "sonocase", "value": token, "url": site.url}])
    return context.new_page()
