"""③' もし: mails that the user writes, above all to the address-change office 定期報告事務局."""

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.mail import HELPDESK, OFFICE

sentence = Group("③' 事務局へのメール", "もし")

ITEMS = ("①医療機関名", "②所在地", "③ご担当者名", "④変更後のメールアドレス")


@sentence("「{address}」への変更を、4項目すべて書いて事務局に依頼する", address="shin")
def _(scene: Scene, address: str) -> None:
    """案内文書の4項目を書いたメールを、定期報告事務局に送る。"""
    _request(scene, address)


@sentence("「{address}」への変更を、「{item}」を書かずに事務局に依頼する", address="shin", item="③ご担当者名")
def _(scene: Scene, address: str, item: str) -> None:
    """4項目のうち1つを落としたメールを、定期報告事務局に送る。"""
    if item not in ITEMS:
        raise ValueError(f"「{item}」は4項目のどれでもありません: {'、'.join(ITEMS)}")
    _request(scene, address, without=item)


@sentence("helpdeskに「{text}」と返信する", text="URLが開けません。")
def _(scene: Scene, text: str) -> None:
    """送信専用のアドレスに返信する。"""
    scene.webmail.write(HELPDESK, "Re: 【厚生労働省G-MIS事務局】パスワード再設定のご案内", text)
    scene.world.settle()


@sentence("「{to}」に件名「{subject}」、本文「{text}」のメールを送る", to="shin", subject="お尋ね", text="届きますか。")
def _(scene: Scene, to: str, subject: str, text: str) -> None:
    """受信箱からメールを書いて送る。@ を書かなければ、この世界のアドレスになる。"""
    scene.webmail.write(scene.address_of(to), subject, text)
    scene.world.settle()


def _request(scene: Scene, address: str, *, without: str = "") -> None:
    institution = scene.institution
    values = (institution.name, institution.location, "見本 花子", scene.address_of(address))
    lines = [f"{item}: {value}" for item, value in zip(ITEMS, values, strict=True) if item != without]
    scene.webmail.write(OFFICE, "メールアドレスの変更", "\n".join(lines))
    scene.world.settle()
