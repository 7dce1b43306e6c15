"""前提 and もし: what kind of mailbox it is, and what its owner does with its settings."""

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.pages.follow import follow

kind = Group("前提: メールボックス", "前提")
owner = Group("メールボックスの設定と整理", "もし")


@kind("メールボックスは「{persona}」である", persona="softbank")
def _(scene: Scene, persona: str) -> None:
    """登録メールアドレスのメールボックスの種類。名前は docs/personas.md。"""
    scene.world.put_mailbox(scene.address, persona=persona)


@kind("「{address}」のメールボックスは「{persona}」である", address="shin", persona="plain")
def _(scene: Scene, address: str, persona: str) -> None:
    """別のアドレスのメールボックスの種類。@ を書かなければ、この世界のアドレスになる。"""
    scene.world.put_mailbox(scene.address_of(address), persona=persona)


@kind("「{address}」のメールボックスを見る", address="shin")
def _(scene: Scene, address: str) -> None:
    """これより後の手順は、そのアドレスのメールボックスを見る。"""
    scene.reading = scene.address_of(address)


@owner("受信設定の「{title}」に「{sender}」を追加する", title="安全な差出人", sender="helpdesk@gmis.mhlw.go.jp")
def _(scene: Scene, title: str, sender: str) -> None:
    """受信設定の画面で、その名前のリストに加える。ドメインも書ける。〈世界〉は世界の名前になる。"""
    scene.webmail.add_to(title, scene.filled(sender))


@owner("受信設定の「{title}」から「{sender}」を削除する", title="拒否リスト", sender="gmis.mhlw.go.jp")
def _(scene: Scene, title: str, sender: str) -> None:
    """受信設定の画面で、その名前のリストから外す。"""
    scene.webmail.remove_from(title, scene.filled(sender))


@owner(
    "受信設定の「{title}」を「{option}」に変える",
    title="URLリンク付きメール拒否設定",
    option="受け取る（このフィルタは使わない）",
)
def _(scene: Scene, title: str, option: str) -> None:
    """受信設定の画面で、その名前の設定を選び直して保存する。"""
    scene.webmail.switch(title, option)


@owner("不要なメールを整理する")
def _(scene: Scene) -> None:
    """いっぱいになったメールボックスを空ける。"""
    scene.webmail.open()
    follow(scene.webmail.tidy_button)


@owner("「迷惑メールではない」を押す")
def _(scene: Scene) -> None:
    """開いているメールを受信トレイに移す。"""
    follow(scene.webmail.not_junk_button)


@owner("「隔離を解除」を押す")
def _(scene: Scene) -> None:
    """開いているメールの隔離を解く。"""
    follow(scene.webmail.release_button)


@owner("メールを削除する")
def _(scene: Scene) -> None:
    """開いているメールを削除する。"""
    follow(scene.webmail.delete_button)


@owner("差出人を「安全な差出人に追加」で登録する")
def _(scene: Scene) -> None:
    """開いているメールの差出人を、ボタンひとつで安全な差出人に加える。"""
    follow(scene.webmail.add_safe_sender_button)
