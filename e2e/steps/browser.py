"""もし: what a person does with a browser, whatever the page."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from e2e.steps.scene import MAIN, Scene
from e2e.steps.vocabulary import Group
from fixtures.pages.follow import follow
from fixtures.pages.wording import wording

device = Group("前提: 端末とブラウザー", "前提")
sentence = Group("ブラウザーの操作", "もし")
keys = Group("ボタン、リンク、入力欄", "もし")


@device("「{name}」を使っている", name="iPhone 15")
def _(scene: Scene, name: str) -> None:
    """スマートフォンなどの端末を使う。名前はPlaywrightの端末名。画面を開く前に書く。"""
    scene.take_device(name)


@sentence("ブラウザー「{name}」に切り替える", name="診察室のパソコン")
def _(scene: Scene, name: str) -> None:
    """Cookieなどを共有しない別のブラウザーを使う。はじめてなら開く。"""
    scene.browser_name = name


@sentence("いつものブラウザーに戻る")
def _(scene: Scene) -> None:
    """はじめのブラウザーを、その画面のまま使う。"""
    scene.browser_name = MAIN


@sentence("新しいタブを開く")
def _(scene: Scene) -> None:
    """同じブラウザーでタブを増やし、そちらを使う。"""
    scene.new_tab()


@sentence("タブを閉じる")
def _(scene: Scene) -> None:
    """使っているタブを閉じ、残ったタブの最後のものを使う。なければ新しく開く。"""
    scene.page.close()
    left = scene.context.pages
    scene.show(left[-1]) if left else scene.new_tab()


@sentence("ブラウザーの「戻る」を押す")
def _(scene: Scene) -> None:
    """前の画面に戻る。"""
    scene.page.go_back()


@sentence("画面を再読み込みする")
def _(scene: Scene) -> None:
    """いまの画面をもう一度読み込む。"""
    scene.page.reload()


@sentence("アドレス欄に「{path}」を入れて開く", path="/gmis/kakaritsukei/teiki/")
def _(scene: Scene, path: str) -> None:
    """お気に入りなどから、世界の中のその画面を直接開く。"""
    scene.page.goto(f"{scene.world.url}{path}")


@sentence("インターネット接続が切れる")
def _(scene: Scene) -> None:
    """使っているブラウザーを切断された状態にする。"""
    scene.context.set_offline(True)


@sentence("インターネット接続が戻る")
def _(scene: Scene) -> None:
    """使っているブラウザーをつながった状態に戻す。"""
    scene.context.set_offline(False)


@keys("ボタン「{label}」を押す", label="ログイン")
def _(scene: Scene, label: str) -> None:
    """その名前のボタンを1回押す。"""
    press(button(scene, label))


@keys("ボタン「{label}」をダブルクリックする", label="パスワードリセット")
def _(scene: Scene, label: str) -> None:
    """その名前のボタンを続けて2回押す。"""
    target = button(scene, label)
    press(target, target.dblclick)


@keys("リンク「{label}」を押す", label="ログイン画面に戻る")
def _(scene: Scene, label: str) -> None:
    """その文字のリンクを押す。"""
    press(scene.page.get_by_role("link", name=wording(label)))


@keys("「{label}」の欄に「{text}」と入力する", label="ユーザ名", text="ex000000")
def _(scene: Scene, label: str, text: str) -> None:
    """欄を空にしてから、その文字を入力する。"""
    field(scene, label).fill(scene.filled(text))


@keys("「{label}」の欄に「{text}」を1文字ずつ打つ", label="ユーザ名", text="ex000000")
def _(scene: Scene, label: str, text: str) -> None:
    """キーボードで打ったときと同じように、1文字ずつ入力する。"""
    field(scene, label).press_sequentially(scene.filled(text))


@keys("「{label}」の欄に「{text}」を貼り付ける", label="ユーザ名", text=" ex000000")
def _(scene: Scene, label: str, text: str) -> None:
    """クリップボードから貼り付けたときと同じように、一度に入れる。前後の空白も残る。"""
    field(scene, label).focus()
    scene.page.keyboard.insert_text(scene.filled(text))


@keys("「{label}」の欄に「{text}」が自動入力される", label="パスワード", text="Clinic2025")
def _(scene: Scene, label: str, text: str) -> None:
    """ブラウザーが保存していた値を入れる。キーは押されず、changeだけが起きる。"""
    field(scene, label).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('change', {bubbles: true})) }",
        scene.filled(text),
    )


@keys("「{label}」の欄でEnterキーを押す", label="ユーザ名")
def _(scene: Scene, label: str) -> None:
    """その欄でEnterキーを押す。"""
    target = field(scene, label)
    press(target, lambda: target.press("Enter"))


def press(target: Locator, act: Callable[[], None] | None = None) -> None:
    """Click it, or ``act`` on it, and have the page to which that leads, if it is a link or belongs to a form."""
    leads_on = target.evaluate("target => Boolean(target.form || target.href)")
    if leads_on:
        follow(target, act)
    else:
        (act or target.click)()


def button(scene: Scene, label: str) -> Locator:
    """The button of that name, whatever the width of its signs."""
    return scene.page.get_by_role("button", name=wording(label))


def field(scene: Scene, label: str) -> Locator:
    """The field of that label in the page."""
    found = scene.page.get_by_role("main").get_by_label(label, exact=True)
    expect(found).to_be_visible()
    return found
