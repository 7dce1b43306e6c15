"""ならば: what is in the mailbox, and what the world's log says."""

import re

from playwright.sync_api import Locator, expect

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.journey import MAIL_SUBJECT

mail = Group("ならば: メール", "ならば")
log = Group("ならば: 記録", "ならば")


@mail("再設定メールは届いていない")
def _(scene: Scene) -> None:
    """受信トレイ、迷惑メール、隔離のどこにも再設定メールがない。"""
    found = scene.reset_mails()
    assert not found, f"届いていないはずのメールが{len(found)}通あります。\n{scene.mailbox.explain()}"
    for folder in ("迷惑メール", "受信トレイ"):  # the one that is looked into last is what a dossier shows
        scene.webmail.open(folder)
        expect(mails_shown(scene)).to_have_count(0)


@mail("「{folder}」に再設定メールはない", folder="受信トレイ")
def _(scene: Scene, folder: str) -> None:
    """そのフォルダーには再設定メールがない(ほかのフォルダーは問わない)。"""
    scene.world.settle()
    scene.webmail.open(folder)
    expect(mails_shown(scene)).to_have_count(0)


@mail("「{folder}」に再設定メールが届いている", folder="受信トレイ")
def _(scene: Scene, folder: str) -> None:
    """そのフォルダーに再設定メールが見えている。"""
    scene.world.settle()
    scene.webmail.open(folder)
    expect(mails_shown(scene).first).to_be_visible()


@mail("再設定メールは{count:d}通届いている", count=1)
def _(scene: Scene, count: int) -> None:
    """すべてのフォルダーを合わせて、その数の再設定メールがある。"""
    found = scene.reset_mails()
    assert len(found) == count, f"{count}通のはずが{len(found)}通です。\n{scene.mailbox.explain()}"
    scene.webmail.open("受信トレイ")


@mail(
    "「{folder}」に、件名に「{subject}」を含むメールが届いている",
    folder="受信トレイ",
    subject="メールアドレスの変更が完了しました",
)
def _(scene: Scene, folder: str, subject: str) -> None:
    """そのフォルダーに、件名にその文字を含むメールが見えている。"""
    scene.world.settle()
    scene.webmail.open(folder)
    expect(scene.page.get_by_role("main").get_by_role("link").filter(has_text=subject).first).to_be_visible()


@mail("「{folder}」にメールはない", folder="受信トレイ")
def _(scene: Scene, folder: str) -> None:
    """そのフォルダーは空である。"""
    scene.world.settle()
    scene.webmail.open(folder)
    expect(scene.page.get_by_text("メールはありません。")).to_be_visible()


@mail("「{folder}」にあるメールは{count:d}通である", folder="受信トレイ", count=1)
def _(scene: Scene, folder: str, count: int) -> None:
    """そのフォルダーに、件名を問わずその数のメールが見えている。"""
    scene.world.settle()
    scene.webmail.open(folder)
    expect(scene.webmail.messages).to_have_count(count)


@mail("メールの本文に「{text}」とある", text="アカウントがロックされているため")
def _(scene: Scene, text: str) -> None:
    """開いているメールの本文に、その文字が見えている。"""
    expect(scene.mail_text.get_by_text(text).first).to_be_visible()


@mail("メールの中にURLはない")
def _(scene: Scene) -> None:
    """開いているメールの本文に、URLが書かれていない。"""
    expect(scene.mail_text.get_by_text("ユーザ名").first).to_be_visible()
    expect(scene.mail_text.get_by_text("http")).to_have_count(0)


@mail("メールの中のURLは押せない")
def _(scene: Scene) -> None:
    """開いているメールの本文に、リンクがひとつもない。"""
    expect(
        scene.mail_text.get_by_text("ユーザ名").first
    ).to_be_visible()  # it is there, so that absence means something
    expect(scene.mail_link).to_have_count(0)


@mail("メールの中のURLは「{text}」を含む", text="safelinks")
def _(scene: Scene, text: str) -> None:
    """開いているメールの本文のリンク先に、その文字がある(書き換えられている、など)。"""
    expect(scene.mail_link).to_have_attribute("href", re.compile(re.escape(text)))


@log("記録に「{kind}」がある", kind="password.changed")
def _(scene: Scene, kind: str) -> None:
    """世界の出来事に、その種類のものがある。種類は docs/architecture.md。"""
    scene.world.expect_event(kind)


@log("記録に「{kind}」はない", kind="reset.requested")
def _(scene: Scene, kind: str) -> None:
    """世界の出来事に、その種類のものがない。"""
    scene.world.expect_no_event(kind)


@log("記録に「{kind}」があり、「{key}」は「{value}」である", kind="reset.requested", key="outcome", value="unknown")
def _(scene: Scene, kind: str, key: str, value: str) -> None:
    """その種類の出来事に、そのデータをもつものがある。"""
    found = [event for event in scene.world.events(kind) if _said(event.data.get(key)) == scene.filled(value)]
    assert found, f"「{key}」が「{value}」の {kind} はありません。記録:\n{scene.world.log()}"


@log("判定は「{verdict}」、決めた規則は「{rule}」である", verdict="junk", rule="unknown-sender")
def _(scene: Scene, verdict: str, rule: str) -> None:
    """受信側の判定(inbox, junk, reject, discard, delay, quarantine)と、それを決めた規則。"""
    scene.world.expect_event("mail.verdict", to=scene.address, verdict=verdict, rule=rule)


def mails_shown(scene: Scene) -> Locator:
    """The reset mails in the folder that is open."""
    return scene.page.get_by_role("main").get_by_role("link").filter(has_text=MAIL_SUBJECT)


def _said(value: object) -> str:
    return ",".join(str(each) for each in value) if isinstance(value, list) else str(value)
