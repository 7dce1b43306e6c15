import json
import re
from pathlib import Path

import playwright
import pytest

from pytest_gmis.browser import find as browser
from pytest_gmis.browser.find import NoBrowser, find_browser

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without a browser; the folder that is its PATH and its home."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(browser, "_APPS", {})
    return tmp_path


def installed(folder: Path, name: str) -> str:
    program = folder / name
    program.touch(mode=0o755)
    return str(program)


def test_a_browser_that_is_named_comes_first(bare: Path) -> None:
    installed(bare, "chromium")
    named = installed(bare, "mine")
    assert find_browser({"GMIS_BROWSER": named}).path == named


def test_a_name_that_is_no_program_is_refused(bare: Path) -> None:
    installed(bare, "chromium")
    with pytest.raises(NoBrowser, match=r"GMIS_BROWSER is '.*/gone', which is no program"):
        find_browser({"GMIS_BROWSER": str(bare / "gone")})


def test_a_selenium_grid_is_refused_with_what_can_be_done_instead(bare: Path) -> None:
    named = installed(bare, "chromium")
    environment = {"SELENIUM_REMOTE_URL": "http://grid.test:4444", "GMIS_BROWSER": named}
    with pytest.raises(NoBrowser, match=r"SELENIUM_REMOTE_URL is 'http://grid\.test:4444'.*--gmis-browser-endpoint$"):
        find_browser(environment)
    firefox = installed(bare, "firefox")
    assert find_browser(environment, kind="firefox").path == firefox  # which Playwright never asks of a Grid


def test_playwrights_own_comes_before_an_installed_one(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(bare, "chromium")
    monkeypatch.setattr(browser, "_has_its_own", lambda *_: True)
    assert find_browser({}).path is None


def test_the_revision_that_this_playwright_wants_is_looked_for(bare: Path) -> None:
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(bare)}
    (bare / "chromium_headless_shell-1").mkdir()
    (bare / "chromium_headless_shell-1" / "INSTALLATION_COMPLETE").touch()
    with pytest.raises(NoBrowser):
        find_browser(environment)


def test_an_installed_headless_shell_is_preferred_but_cannot_be_headed(bare: Path) -> None:
    shell = installed(bare, "chromium-headless-shell")
    assert find_browser({}).path == shell
    with pytest.raises(NoBrowser, match="a headed run needs a full browser"):
        find_browser({}, headed=True)
    full = installed(bare, "google-chrome")
    assert find_browser({}, headed=True).path == full


def test_without_any_browser_the_remedy_is_named(bare: Path) -> None:
    assert bare.is_dir()
    with pytest.raises(NoBrowser, match="run scripts/install"):
        find_browser({})


def test_an_installed_firefox_is_driven_over_bidi(bare: Path) -> None:
    installed(bare, "chromium")
    plain = installed(bare, "firefox")
    assert find_browser({}, kind="firefox").path == plain
    esr = installed(bare, "firefox-esr")
    found = find_browser({}, kind="firefox")
    assert found.path == esr
    assert found.launch_args["channel"] == "moz-firefox"
    assert find_browser({}, kind="firefox", headed=True).path == esr


def test_playwrights_own_firefox_comes_before_an_installed_one_and_is_no_channel(bare: Path) -> None:
    installed(bare, "firefox-esr")
    driver = Path(playwright.__file__).parent / "driver" / "package" / "browsers.json"
    listed = json.loads(driver.read_text(encoding="utf-8"))["browsers"]
    revision = next(each["revision"] for each in listed if each["name"] == "firefox")
    (bare / f"firefox-{revision}").mkdir()
    (bare / f"firefox-{revision}" / "INSTALLATION_COMPLETE").touch()
    assert find_browser({"PLAYWRIGHT_BROWSERS_PATH": str(bare)}, kind="firefox").launch_args == {}


def test_each_kind_of_browser_is_named_by_a_variable_of_its_own(bare: Path) -> None:
    installed(bare, "firefox-esr")
    named = installed(bare, "mine")
    found = find_browser({"GMIS_FIREFOX": named, "GMIS_BROWSER": "/nowhere"}, kind="firefox")
    assert (found.path, found.why, found.channel) == (named, "named by GMIS_FIREFOX", "moz-firefox")
    assert find_browser({"GMIS_BROWSER": named}).channel is None
    with pytest.raises(NoBrowser, match=r"GMIS_FIREFOX is '/nowhere', which is no program: name Firefox, or unset it"):
        find_browser({"GMIS_FIREFOX": "/nowhere"}, kind="firefox")


def test_without_a_firefox_the_remedy_is_named(bare: Path) -> None:
    installed(bare, "chromium")
    with pytest.raises(NoBrowser, match=r"no Firefox found .*: run scripts/firefox"):
        find_browser({}, kind="firefox")


def test_webkit_is_only_ever_playwrights_own(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(bare, "webkit")
    with pytest.raises(NoBrowser, match=r"no WebKit found .*: only Playwright's own can be driven"):
        find_browser({}, kind="webkit")
    monkeypatch.setattr(browser, "_has_its_own", lambda _, name: name == "webkit")
    assert find_browser({}, kind="webkit").path is None


def test_chromiums_switches_hold_what_playwright_says_in_the_one_that_they_replace(bare: Path) -> None:
    installed(bare, "chromium")
    (features,) = find_browser({}).launch_args["args"]
    assert "RenderDocument:level/crashed-frame" in features
    library = Path(playwright.__file__).parent / "driver" / "package" / "lib"
    said = re.findall(r': "(--enable-features=[^"]+)"', "".join(file.read_text() for file in library.rglob("*.js")))
    assert said
    assert [each for each in said if not features.startswith(f"{each},")] == []
