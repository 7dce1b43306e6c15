"""Takes the pictures of the README anew: scripts/pictures."""

import functools
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from gmis.repro import find_issue
from pytest_gmis.browser.journey import reset_and_open_report
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.rig import rig
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.evidence.bundle import SUFFIX, read_bundle
from pytest_gmis.evidence.dossier import Headline, write_dossier
from pytest_gmis.evidence.printed import page_of
from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.evidence.steps import Steps
from pytest_gmis.reports.verdict import facts_of

FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    """Write all that are in docs/pictures."""
    with rig("embedded") as standing:
        browser, control, mailpit = standing.browser, standing.control, standing.mailpit
        world = control.create_world(name="demo", seed=1, now="2026-01-15T09:00:00+09:00")
        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        page = browser.new_page(viewport={"width": 640, "height": 660}, locale="ja-JP")
        med_login = MedLogin(page, world.url)
        med_login.ask_for_a_reset(world.institution.username)
        med_login.open_link(mailbox.wait().reset_link())
        med_login.confirm()
        med_login.type_password("clinic2026")
        page.screenshot(path=FOLDER / "change-password.png")
        world.delete()

        world = control.create_world(name="demo", seed=1, now="2026-01-15T09:00:00+09:00")
        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        context = browser.new_context(viewport={"width": 960, "height": 640}, locale="ja-JP")
        recorder = Recorder("demo", "パスワード再設定から「定期報告」まで", trace=False)
        recorder.watch(context)
        recorder.add_world(world, mailpit)
        page = context.new_page()
        reset_and_open_report(page, world, mailbox, Steps(page, recorder).step, "Clinic2026")
        recording = recorder.finish()
        recording.moments = recording.moments[3:6]
        for shown in (shown for moment in recording.moments for shown in moment.pages):
            shown.url = re.sub(r":\d+", ":8000", shown.url)
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.html"
            write_dossier(report, [recording], headline=Headline("成功", "「定期報告」まで進みました。", "good"))
            page.set_viewport_size({"width": 1000, "height": 980})
            page.goto(report.as_uri())
            page.screenshot(path=FOLDER / "report.png")
        world.delete()

        world = control.create_world(name="demo", seed=1, now="2026-01-15T09:00:00+09:00")
        _something_happens(world, mailpit)
        for name, width, height in (("console", 1280, 1100), ("console-narrow", 390, 1100)):
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
            page.goto(f"{standing.simulator.url}/?world={world.name}")
            page.get_by_role("listitem").filter(has_text="「定期報告」を開いた").wait_for()
            page.get_by_role("list", name="タイムライン").evaluate("list => { list.scrollTop = 130 }")
            page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
        for name, width, height in (("dossier", 1100, 1150), ("dossier-narrow", 390, 1150)):
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
            page.goto(_reproduced().as_uri())
            page.screenshot(path=FOLDER / f"{name}.png")

        page = browser.new_page(viewport={"width": 794, "height": 1123})  # A4
        page.set_content(_on_paper())
        page.screenshot(path=FOLDER / "print.png")

        for name, width, height in (("grade", 1100, 1150), ("grade-narrow", 390, 1150)):
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
            page.goto(_graded().as_uri())
            page.screenshot(path=FOLDER / f"{name}.png")
        for name, width, height, path in (
            ("site", 1100, 760, "index.html"), ("site-narrow", 390, 1150, "reports/junk-folder.html"),
        ):  # fmt: skip
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP", color_scheme="light")
            page.goto((_site() / path).as_uri())
            page.screenshot(path=FOLDER / f"{name}.png")


@functools.cache
def _site() -> Path:
    """The site of all reported issues."""
    folder = Path(tempfile.mkdtemp()) / "site"
    command = [str(Path(sys.executable).with_name("gmis")), "site", str(folder), "--inbox", "embedded"]
    subprocess.run(command, check=True)  # noqa: S603 (our own command)
    return folder


@functools.cache
def _graded() -> Path:
    """The page of a grade: how far the happy path alone goes."""
    folder, junit = tempfile.mkdtemp(), "report/readme.xml"  # seen from here: it stands in the picture
    pytest = [sys.executable, "-m", "pytest", "-q", "--junitxml", junit, "e2e/test_readme_example.py"]
    command = [str(Path(sys.executable).with_name("gmis")), "grade", "--only", "link,session,decoys", "--junit", junit]
    subprocess.run([*command, "--output", folder, "--", *pytest], check=False)  # noqa: S603 (our own command)
    return Path(folder) / "index.html"


@functools.cache
def _reproduced() -> Path:
    """The dossier of one reported issue."""
    folder = tempfile.mkdtemp()
    command = [str(Path(sys.executable).with_name("gmis")), "repro", "junk-folder", "--inbox", "embedded"]
    subprocess.run([*command, "--output", folder], check=True)  # noqa: S603 (our own command)
    return Path(folder) / "junk-folder.html"


def _on_paper() -> str:
    """The same report as it is printed."""
    bundle = read_bundle(_reproduced().with_name(f"junk-folder{SUFFIX}"))
    return page_of(bundle.recording, Headline(*bundle.manifest.verdict), facts_of(find_issue("junk-folder")))


def _something_happens(world: World, mailpit: Mailpit) -> None:
    """A mail that is late, a link that is used, a password that is refused once, the regular report."""
    world.add_fault("smtp-4xx", times=1)
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as http:
        http.get("/s/login/ForgotPassword")
        http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
        world.settle()
        world.advance("1h")
        http.post(Mailbox(mailpit, world, world.institution.registered_address).wait().reset_link())
        for password in ("clinic", "Clinic2026"):
            form = {"newPassword": password, "verifyPassword": password}
            http.post("/_ui/system/security/ChangePassword", data=form)
        http.get("/gmis/kakaritsukei/teiki/")


if __name__ == "__main__":
    main()
