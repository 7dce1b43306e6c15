"""ならば: what the user sees on the screen."""

from playwright.sync_api import expect

from e2e.steps.browser import button, field
from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.pages.wording import wording

sentence = Group("ならば: 画面", "ならば")

PAGES = {
    "ログイン": "Med-Login",
    "ユーザ名の入力": "パスワードのリセット",
    "送信後": "メールを確認してください",
    "リセットの確認": "パスワードをリセットしますか？",
    "パスワード変更": "パスワードを変更する",
    "使えないURL": "このURLは使用できません",
    "G-MISのホーム": "ホーム",
    "かかりつけ医機能報告制度": "かかりつけ医機能報告制度",
    "定期報告": "定期報告",
}


@sentence("{name}の画面になる", name="リセットの確認")
def _(scene: Scene, name: str) -> None:
    """その画面が出ている。ログイン、ユーザ名の入力、送信後、リセットの確認、パスワード変更、使えないURL、Med-Loginのトップ、
    G-MISのホーム、かかりつけ医機能報告制度、定期報告のどれか。"""
    if name == "Med-Loginのトップ":
        expect(scene.med_login.signed_in_mark).to_be_visible()
        return
    if name not in PAGES:
        raise ValueError(f"「{name}」という画面はありません: {'、'.join([*PAGES, 'Med-Loginのトップ'])}")
    expect(scene.med_login.heading(PAGES[name])).to_be_visible()


@sentence("画面に「{text}」と表示される", text="このURLは使用済みです。")
def _(scene: Scene, text: str) -> None:
    """その文字が、画面のどこかに見えている。"""
    expect(scene.page.get_by_text(scene.filled(text)).first).to_be_visible()


@sentence("画面に「{text}」と表示されない", text="未報告")
def _(scene: Scene, text: str) -> None:
    """その文字が、画面のどこにも見えない。"""
    expect(scene.page.get_by_text(scene.filled(text))).to_have_count(0)


@sentence("「{label}」のボタンは押せない", label="パスワードを変更")
def _(scene: Scene, label: str) -> None:
    """ボタンが灰色で、押せない。"""
    expect(button(scene, label)).to_be_disabled()


@sentence("「{label}」のボタンは押せる", label="パスワードを変更")
def _(scene: Scene, label: str) -> None:
    """ボタンが青く、押せる。"""
    expect(button(scene, label)).to_be_enabled()


@sentence("条件「{label}」が「未達成」と表示される", label="1個以上の大文字")
def _(scene: Scene, label: str) -> None:
    """パスワードの条件の一覧で、その条件が未達成になっている。"""
    expect(scene.med_login.rule(label)).to_contain_text("未達成")


@sentence("条件「{label}」が「達成」と表示される", label="8文字以上")
def _(scene: Scene, label: str) -> None:
    """パスワードの条件の一覧で、その条件が達成になっている。"""
    expect(scene.med_login.rule(label)).to_contain_text(" 達成")


@sentence("「{label}」の欄には「{value}」と入っている", label="ユーザ名", value="ex000000")
def _(scene: Scene, label: str, value: str) -> None:
    """欄の中身がその通りである。"""
    expect(field(scene, label)).to_have_value(scene.filled(value))


@sentence("リンク「{label}」はない", label="定期報告")
def _(scene: Scene, label: str) -> None:
    """その文字のリンクが画面にない。"""
    expect(scene.page.get_by_role("link", name=wording(label))).to_have_count(0)


@sentence("定期報告を始められる")
def _(scene: Scene) -> None:
    """「定期報告」の画面に報告状況「未報告」が出ている。"""
    expect(scene.gmis.heading("定期報告")).to_be_visible()
    expect(scene.gmis.fact("報告状況")).to_have_text("未報告")
    scene.world.expect_event("report.opened", username=scene.username)


@sentence("「{password}」でログインできる", password="Clinic2026")
def _(scene: Scene, password: str) -> None:
    """新しいブラウザーで、自分のユーザ名とそのパスワードでログインできる。"""
    scene.browser_name = "ログインを確かめるブラウザー"
    scene.med_login.open()
    scene.med_login.log_in(scene.username, scene.filled(password))
    expect(scene.med_login.signed_in_mark).to_be_visible()


@sentence("ログインできない")
def _(scene: Scene) -> None:
    """「ログインに失敗しました。」と出て、ログインしていない。"""
    expect(scene.med_login.alert).to_contain_text("ログインに失敗しました。")
