"""③④ もし: the mail is looked for and opened, and its URL is used in one way or another."""

from playwright.sync_api import expect

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.mail import Mail
from fixtures.pages.follow import follow

sentence = Group("③④ メール", "もし")


@sentence("「{folder}」を開く", folder="迷惑メール")
def _(scene: Scene, folder: str) -> None:
    """受信箱のそのフォルダー(受信トレイ、迷惑メール、隔離)や受信設定を開く。"""
    scene.world.settle()
    scene.webmail.open(folder)


@sentence("「{folder}」の再設定メールを開く", folder="受信トレイ")
def _(scene: Scene, folder: str) -> None:
    """そのフォルダーにある最新の再設定メールを開く。"""
    open_mail(scene, folder, "パスワード再設定")


@sentence("「{folder}」の件名に「{subject}」を含むメールを開く", folder="受信トレイ", subject="変更が完了しました")
def _(scene: Scene, folder: str, subject: str) -> None:
    """そのフォルダーの、件名にその文字を含む最新のメールを開く。"""
    open_mail(scene, folder, subject)


@sentence("「{folder}」の{number:d}通目の再設定メールを開く", folder="受信トレイ", number=1)
def _(scene: Scene, folder: str, number: int) -> None:
    """届いた順に数えて、その番号の再設定メールを開く。"""
    scene.world.settle()
    scene.webmail.open(folder)
    mails = scene.page.get_by_role("main").get_by_role("link").filter(has_text="パスワード再設定")
    expect(mails).not_to_have_count(0)
    follow(mails.nth(mails.count() - number))  # the newest one is on top


@sentence("メールをテキストで表示する")
def _(scene: Scene) -> None:
    """開いているメールを、HTMLではなくテキストで見る。"""
    follow(scene.page.get_by_role("link", name="テキストで表示"))


@sentence("メールをHTMLで表示する")
def _(scene: Scene) -> None:
    """開いているメールを、テキストからHTMLの表示に戻す。"""
    follow(scene.page.get_by_role("link", name="HTMLで表示"))


@sentence("メールの中のURLを押す")
def _(scene: Scene) -> None:
    """開いているメールの本文のリンクを押す(④)。"""
    follow(scene.mail_link)


@sentence("メールのURLをコピーする")
def _(scene: Scene) -> None:
    """受信箱にある最新の再設定メールから、本文に書かれたURLを写す。"""
    scene.copied = url_of(scene, -1)


@sentence("{number:d}通目のメールのURLをコピーする", number=1)
def _(scene: Scene, number: int) -> None:
    """届いた順に数えて、その番号の再設定メールからURLを写す。"""
    scene.copied = url_of(scene, number - 1)


@sentence("コピーしたURLを開く")
def _(scene: Scene) -> None:
    """写したURLをアドレス欄に入れて開く。別のブラウザーでもよい。"""
    scene.page.goto(scene.copied)


@sentence("URLの末尾が{count:d}文字切れる", count=4)
def _(scene: Scene, count: int) -> None:
    """写したURLの終わりを、改行などで切れたときのように落とす。"""
    scene.copied = scene.copied[:-count]


@sentence("URLの末尾に「{text}」が付く", text="。")
def _(scene: Scene, text: str) -> None:
    """写したURLの後ろに、余計な文字がついてきたことにする。"""
    scene.copied += text


@sentence("URLの1文字が変わる")
def _(scene: Scene) -> None:
    """写したURLの最後の文字を、別の文字にする(書き写しの間違い)。"""
    last = scene.copied[-1]
    scene.copied = scene.copied[:-1] + ("A" if last != "A" else "B")


def open_mail(scene: Scene, folder: str, subject: str) -> None:
    """The newest mail in ``folder`` whose subject holds ``subject``, once nothing is under way."""
    scene.world.settle()
    scene.webmail.open(folder)
    follow(scene.page.get_by_role("main").get_by_role("link").filter(has_text=subject).first)


def url_of(scene: Scene, index: int) -> str:
    """The URL in the text of the reset mail at ``index``, in the order in which they came."""
    mails: list[Mail] = scene.reset_mails()
    assert mails, f"再設定メールがありません。\n{scene.mailbox.explain()}"
    return mails[index].links()[0]
