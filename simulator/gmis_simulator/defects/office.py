"""The address-change office: what it reads, what it answers, and when it registers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings
from gmis_simulator.mail import staff
from gmis_simulator.mail.note_mail import send_from_office
from gmis_simulator.world.hosts import HELPDESK
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Note, Office, Register
from gmis_simulator.world.office_request import read_request
from gmis_simulator.world.received import Received
from gmis_simulator.world.tokens import Tokens
from gmis_simulator.world.world import World

office = Area("office", "アドレス変更の事務局")

Judged = tuple[Any, str, Institution | None]


@office.defect(
    read_request, "three-items-enough", "ご担当者名がなくても、受け付けられる",
    harm="後から確認できず、手続きが止まる",
    step="③", requirement="four-items", source="必須項目の確認漏れ",
    seen="③のない依頼を送る",
)
def _(right: Any, text: str) -> dict[str, str]:
    found: dict[str, str] = right(text)
    return {"contact": "(なし)"} | found if found else found


@office.defect(
    Office.receive, "missing-item-not-named", "どの項目が足りないのか、知らされない",
    harm="直しようがなく、何度も送り直す",
    step="③", requirement="four-items", source="WCAG 3.3.1",
    seen="③のない依頼を送り、返事を読む",
)
def _(right: Any, it: Office, sender: str, text: str) -> Note:
    found: Note = right(it, sender, text)
    return replace(found, text=found.text.replace("③ご担当者名", "不足している項目"))


@office.defect(
    Office.receive, "all-items-named-as-missing", "足りている項目まで、足りないと知らされる",
    harm="何が足りないのかわからない",
    step="③", requirement="four-items", source="条件の取り違え",
    seen="③のない依頼を送り、返事を読む",
)
def _(right: Any, it: Office, sender: str, text: str) -> Note:
    found: Note = right(it, sender, text)
    return replace(found, text=found.text.replace("③ご担当者名", "①医療機関名\n②所在地\n③ご担当者名"))


@office.defect(
    Tokens.between, "registered-at-once", "変更が、すぐに登録される",
    harm="なりすましの依頼に、気づく間がない",
    step="③", requirement="one-to-two-weeks", source="待ち時間の欠落",
    seen="依頼し、6日後に再設定する",
)
def _(right: Any, tokens: Tokens, least: int, most: int) -> int:
    right(tokens, least, most)
    return 0


@office.defect(
    Tokens.between, "registered-after-three-weeks", "変更の登録に、3週間かかる",
    harm="報告の期限に間に合わない",
    step="③", requirement="one-to-two-weeks", source="CWE-682",
    seen="依頼し、14日後に再設定する",
)
def _(right: Any, tokens: Tokens, least: int, most: int) -> int:
    return int(right(tokens, least, most)) + 14 * 86_400


@office.defect(
    Office.receive, "office-days-setting-ignored", "変更にかかる日数の設定が効かない",
    harm="早い事務局、遅い事務局を再現できない",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="address_change_daysを[1, 1]にして、2日後を見る",
)
def _(right: Any, it: Office, sender: str, text: str) -> Note:
    with other_settings(it._settings, address_change_days=default_of("address_change_days")):
        found: Note = right(it, sender, text)
    return found


@office.defect(
    Office.register, "notice-to-the-old-address", "変更完了のお知らせが、前のアドレスに送られる",
    harm="廃止されたアドレスなので、だれにも届かない",
    step="③", requirement="change-announced", source="更新の順序の誤り",
    seen="変更の完了を待ち、新しいアドレスを見る",
)
def _(right: Any, it: Office, job: Register) -> Note:
    before = it._accounts.holder(job.username).registered_address
    found: Note = right(it, job)
    return replace(found, to=before or job.address)


@office.defect(
    Office.register, "announced-but-not-changed", "変更完了のお知らせは届くが、変わっていない",
    harm="再設定のメールは、前のアドレスに送られ続ける",
    step="③", requirement="change-request", source="保存の忘れ",
    seen="変更の完了の後で、再設定する",
)
def _(right: Any, it: Office, job: Register) -> Note:
    before = it._accounts.holder(job.username)
    found: Note = right(it, job)
    it._accounts.put(before)
    return found


@office.defect(
    Office._judge, "second-request-starts-again", "手続き中の依頼を、もう一度受け付ける",
    harm="二重に登録され、お知らせも二度届く",
    step="③", requirement="change-request", source="状態の確認漏れ",
    seen="同じ依頼を2回送り、14日進める",
)
def _(right: Any, it: Office, items: dict[str, str]) -> Judged:
    before, it.in_progress = it.in_progress, set()
    found: Judged = right(it, items)
    it.in_progress = before
    return found


@office.defect(
    Office._judge, "any-institution-will-do", "登録のない医療機関名でも、だれかのアドレスが変わる",
    harm="ほかの医療機関のメールが、知らない人に届く",
    step="③", requirement="change-request", source="CWE-639",
    seen="登録のない医療機関名で依頼する",
)
def _(right: Any, it: Office, items: dict[str, str]) -> Judged:
    found: Judged = right(it, items)
    return ("accepted", items["name"], next(iter(it._accounts))) if found[0] == "unknown" else found


@office.defect(
    Office._judge, "first-of-one-name", "同じ名前の医療機関のうち、最初のもののアドレスが変わる",
    harm="別の所在地の医療機関のメールが、知らない人に届く",
    step="③", requirement="change-request", source="CWE-639",
    seen="同じ名前の医療機関が2つあるとき、所在地を書いて依頼する",
)
def _(right: Any, it: Office, items: dict[str, str]) -> Judged:
    found: Judged = right(it, items)
    if found[0] not in ("accepted", "ambiguous"):
        return found
    same = [each for each in it._accounts if each.name == items["name"]]
    return ("accepted", items["name"], same[0]) if len(same) > 1 else found


@office.defect(
    Office._judge, "address-elsewhere-accepted", "使えないアドレスでも、受け付けられる",
    harm="二週間待った後で、やはり届かない",
    step="③", requirement="change-request", source="CWE-20",
    seen="④に日本語を含むアドレスを書いて依頼する",
)
def _(right: Any, it: Office, items: dict[str, str]) -> Judged:
    found: Judged = right(it, items)
    if found[0] != "no-address":
        return found
    items["address"] = f"lost@{it._world}.example"
    again: Judged = right(it, items)
    return again


@office.defect(
    staff.read_by_staff, "send-only-address-answers", "送信専用のアドレスが、返事をする",
    harm="返事を待てばよいと思い、手続きが進まない",
    step="③", requirement="send-only", source="案内文書との食い違い",
    seen="helpdesk@にメールを送り、返事を待つ",
)
def _(right: Any, world: World, mailbox: Mailbox, mail: Received) -> None:
    right(world, mailbox, mail)
    if mailbox.address == HELPDESK and mail.sender:
        send_from_office(world, Note(mail.sender, "お問い合わせありがとうございます", "担当者よりご連絡します。"))


@office.defect(
    Office.register, "in-progress-for-ever", "一度変更すると、二度と変更できない",
    harm="また変わったアドレスを、登録できない",
    step="③", requirement="change-request", source="状態の片付け忘れ",
    seen="変更の完了の後で、もう一度依頼する",
)
def _(right: Any, it: Office, job: Register) -> Note:
    found: Note = right(it, job)
    it.in_progress.add(job.username)
    return found


@office.defect(
    Office.receive, "registered-by-calendar-day", "1週間を、日付だけで数える",
    harm="案内より早く変わり、届くはずのメールが前のアドレスに届かない",
    step="③", requirement="one-to-two-weeks", source="期限を暦日で数える誤り",
    seen="夜に依頼し、ちょうど7日たつ前を見る",
)
def _(right: Any, it: Office, sender: str, text: str) -> Note:
    now = it._clock.now()
    found: Note = right(it, sender, text)
    for entry in it._agenda._entries:
        if isinstance(entry.job, Register) and entry.due >= now + timedelta(days=7):
            entry.due = (now + timedelta(days=7)).replace(hour=0, minute=0, second=0, microsecond=0)
    return found
