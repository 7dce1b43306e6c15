"""The harness is a plugin, found by its entry point; here its options have the short spellings too."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--inbox`` for ``--gmis-inbox`` and so on."""
    group = parser.getgroup("gmis")
    group.addoption("--inbox", dest="gmis_inbox", choices=["auto", "embedded", "mailpit"], help="--gmis-inbox")
    group.addoption("--browser-path", dest="gmis_browser_path", metavar="PATH", help="--gmis-browser-path")
    group.addoption("--seed", dest="gmis_seed", type=int, help="--gmis-seed")
    group.addoption("--no-dossier", dest="gmis_no_dossier", action="store_true", help="--gmis-no-dossier")
