"""The webmail: folders, buttons, settings, mails of one's own."""

from typing import Any

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import the_world
from gmis_simulator.mail import note_mail, reader, treatment
from gmis_simulator.mail.filing import Filing
from gmis_simulator.mail.reader import MailReader
from gmis_simulator.webmail import mailbox_page
from gmis_simulator.webmail.links import linked
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Note
from gmis_simulator.world.world import World

webmail = Area("webmail", "受信箱の画面")

_MESSAGE, _FOLDER, _SETTINGS, _COMPOSE = (
    f"webmail/{name}.html" for name in ("message", "folder", "settings", "compose")
)

Messages = list[dict[str, Any]]


@webmail.defect(
    MailReader.messages, "folders-mixed-up", "どのフォルダーにも、すべてのメールが表示される",
    harm="迷惑メールに入ったことがわからない",
    step="③", requirement="look-in-junk", source="検索条件の欠落",
    seen="迷惑メールに入ったとき、受信トレイを見る",
)
async def _(right: Any, mails: MailReader, address: str, folder: str) -> Messages:
    del right, folder
    return await mails._search(f'addressed:"{address}"', address)


@webmail.defect(
    MailReader.messages, "oldest-mail-first", "古いメールが上に並ぶ",
    harm="いちばん上の、使えないURLを開いてしまう",
    step="③", requirement="newest-first", source="並べ方の取り違え",
    seen="2通受け取り、並びを見る",
)
async def _(right: Any, mails: MailReader, address: str, folder: str) -> Messages:
    found: Messages = await right(mails, address, folder)
    return found[::-1]


@webmail.defect(
    reader.is_to, "neighbours-mail-shown", "アドレスの一部が同じ、ほかのメールボックスのメールが見える",
    harm="ほかの医療機関のURLを使える",
    step="③", requirement="own-mails-alone", source="CWE-639",
    seen="アドレスの末尾が同じ2つのメールボックスを見比べる",
)
def part(right: Any, message: dict[str, Any], address: str) -> bool:
    recipients = message["Bcc"] or [*(message["To"] or []), *(message["Cc"] or [])]
    return bool(right(message, address)) or any(to["Address"].lower().endswith(address.lower()) for to in recipients)


@part.also(mailbox_page.frame)
def _(right: Any, mailbox: Mailbox, folder: str) -> dict[str, Any]:
    for other in the_world().mailboxes.of_clinics():
        if other is not mailbox and other.address.endswith(mailbox.address):
            mailbox.delivered |= other.delivered
    return dict(right(mailbox, folder))


@webmail.defect(
    Filing.move, "moving-does-nothing", "「迷惑メールではない」などを押しても、メールが移らない",
    harm="リンクが無効のままで、先へ進めない",
    step="③", requirement="mail-moved", source="保存の忘れ",
    seen="迷惑メールのメールを移し、受信トレイを見る",
)
async def _(right: Any, filing: Filing, world: World, mailbox: Mailbox, message_id: str, folder: Any, by: str) -> bool:
    if by == "owner":
        return True
    return bool(await right(filing, world, mailbox, message_id, folder, by))


@webmail.defect(
    Filing.delete, "deleted-mail-stays", "削除したメールが、裏に残る",
    harm="消したはずのURLを、後で見られる",
    step="③", requirement="mail-deleted", source="CWE-212",
    seen="削除し、Mailpitで探す",
)
async def _(right: Any, filing: Filing, world: World, mailbox: Mailbox, message_id: str) -> bool:
    del right, filing
    if message_id not in mailbox.delivered:
        return False
    folder = mailbox.delivered.pop(message_id).folder
    world.events.append("mail.deleted", to=mailbox.address, id=message_id, folder=folder)
    return True


@webmail.defect(
    Filing.delete, "all-mails-deleted", "1通削除すると、全部消える",
    harm="必要なメールが失われる",
    step="③", requirement="mail-deleted", source="条件の書き忘れ",
    seen="2通のうち1通を削除し、数える",
)
async def _(right: Any, filing: Filing, world: World, mailbox: Mailbox, message_id: str) -> bool:
    for other in [each for each in mailbox.delivered if each != message_id]:
        await right(filing, world, mailbox, other)
    return bool(await right(filing, world, mailbox, message_id))


@webmail.defect(
    treatment.without_anchors, "junk-links-work", "迷惑メールでも、リンクが有効なまま",
    harm="本物の迷惑メールのリンクを踏んでしまう",
    step="③", requirement="junk-links-dead", source="処理の飛ばし",
    seen="Outlookの迷惑メールを開き、リンクを見る",
)
def _(right: Any, markup: str) -> str:
    del right
    return markup


webmail.text(
    _MESSAGE, '<input type="hidden" name="sender" value="{{ message.From.Address }}">',
    '<input type="hidden" name="sender" value="{{ mailbox.address }}">',
    "wrong-sender-made-safe", "「安全な差出人に追加」で、自分のアドレスが登録される",
    harm="登録したつもりで、次のメールも届かない",
    step="③", requirement="safe-sender", source="変数の取り違え", seen="ボタンを押し、受信設定の一覧を見る",
)
webmail.text(
    _MESSAGE, " allow-top-navigation-by-user-activation", "", "links-in-mails-dead",
    "HTMLのメールのリンクを押しても、何も起きない",
    harm="④に進めない",
    step="④", requirement="link-asks", source="sandboxの付けすぎ", seen="メールのURLをクリックする",
)
webmail.text(
    _MESSAGE, 'sandbox="allow-same-origin allow-popups', 'sandbox="allow-scripts allow-same-origin allow-popups',
    "scripts-in-mails-run", "メールの中のスクリプトが動ける",
    harm="悪意のあるメールを開くだけで、操作される",
    step="③", requirement="mails-harmless", source="CWE-1021 / CWE-79", seen="メールの枠のsandboxを見る",
)
webmail.text(
    _MESSAGE, "?to={{ message.From.Address | urlencode }}", "?to=", "answer-to-nobody",
    "「返信」を押しても、宛先が入らない",
    harm="返信を書いても送れない",
    step="③", requirement="mail-answered", source="引き継ぎ忘れ", seen="「返信」を押し、宛先を見る",
)
webmail.text(
    _MESSAGE, "('Re: ' ~ message.Subject)", "('Re: ')", "answer-without-subject", "「返信」を押しても、件名が入らない",
    harm="何への返信かわからない",
    step="③", requirement="mail-answered", source="引き継ぎ忘れ", seen="「返信」を押し、件名を見る",
)
webmail.text(
    _MESSAGE, "{{ message.From.Name }} &lt;{{ message.From.Address }}&gt;", "{{ message.From.Name }}",
    "senders-address-hidden", "メールの差出人のアドレスが表示されない",
    harm="偽の差出人を見分けられず、登録するアドレスもわからない",
    step="③", requirement="mail-sender", source="CWE-451", seen="メールを開き、差出人を見る",
)
webmail.text(
    _FOLDER, 'arrived[message.ID].strftime("%Y-%m-%d %H:%M")', 'message.Created[:16].replace("T", " ")',
    "arrival-by-the-machines-clock", "一覧の日時が、別の時計の時刻である",
    harm="どれが最新かわからず、「届いていない」と思う",
    step="③", requirement="arrival-shown", source="複数の時計を混ぜる誤り",
    seen="世界の時計を動かして、一覧の日時を見る",
)
webmail.text(
    _FOLDER, "'read' if message.Read else 'unread'", "'read'", "unread-not-marked", "未読のメールが、太字にならない",
    harm="新しいメールに気づかない",
    step="③", requirement="arrival-shown", source="表示の欠落", seen="届いたばかりのメールの、一覧の文字を見る",
)
webmail.text(
    _SETTINGS, "{% if mailbox.switches[key] == value %} selected{% endif %}",
    "{% if switch.default == value %} selected{% endif %}",
    "switch-shown-as-it-was", "保存したスイッチが、元のまま表示される",
    harm="変えられないと思い、また保存して元に戻してしまう",
    step="③", requirement="mailbox-settings", source="変数の取り違え", seen="スイッチを変えて保存し、画面を見る",
)
webmail.text(
    _SETTINGS, '<input type="hidden" name="sender" value="{{ sender }}">',
    '<input type="hidden" name="sender" value="{{ mailbox.lists.of(name)[0] }}">',
    "wrong-entry-removed", "一覧から削除すると、先頭の登録が消える",
    harm="必要な登録が消え、届かなくなる",
    step="③", requirement="mailbox-settings", source="変数の取り違え", seen="2つ登録し、2つ目を削除する",
)
webmail.text(
    _SETTINGS, "value=\"{{ typed if wrong == name }}\"", 'value=""', "refused-entry-lost", "断られた登録の入力が消える",
    harm="どこを間違えたか確かめられない",
    step="③", requirement="mailbox-settings", source="WCAG 3.3.1", seen="全角のアドレスを登録し、欄を見る",
)
webmail.text(
    _COMPOSE, "{{ note.text }}</textarea>", "</textarea>", "written-mail-lost", "送れなかったメールの本文が消える",
    harm="書いた依頼を、最初から書き直す",
    step="③", requirement="mail-written", source="WCAG 3.3.7", seen="宛先を間違えて送り、本文を見る",
)


@webmail.defect(
    note_mail.send_from_clinic, "written-mail-not-sent", "「送信しました」と出るが、送られていない",
    harm="依頼したつもりで、何週間も待つ",
    step="③", requirement="mail-written", source="例外の握りつぶし",
    seen="依頼のメールを送り、返事を待つ",
)
def _(right: Any, world: World, sender: str, note: Note) -> Letter | None:
    del right, world, sender, note
    return None


@webmail.defect(
    note_mail.send_from_clinic, "line-breaks-lost", "送ったメールの改行が失われる",
    harm="4点の記載が読み取れず、また断られる",
    step="③", requirement="mail-written", source="文字列の整形の誤り",
    seen="何行かの依頼を送り、返事を読む",
)
def _(right: Any, world: World, sender: str, note: Note) -> Letter:
    return right(world, sender, Note(note.to, note.subject, "".join(note.text.split())))  # type: ignore[no-any-return]


@webmail.defect(
    linked, "links-in-text-dead", "テキストのメールで、URLがリンクにならない",
    harm="クリックできず、長いURLを書き写すしかない",
    step="④", requirement="mail-as-text", source="表示の欠落",
    seen="「テキストで表示」を押し、URLを見る",
)
def _(right: Any, text: str) -> Any:
    del right
    return text


@webmail.defect(
    mailbox_page.frame, "used-space-wrong", "使用している通数が、実際と違う",
    harm="いっぱいなのに、空きがあると思う",
    step="③", requirement="room-in-the-mailbox", source="数え漏れ",
    seen="いっぱいのメールボックスの表示を見る",
)
def _(right: Any, mailbox: Mailbox, folder: str) -> dict[str, Any]:
    return dict(right(mailbox, folder)) | {"used": len(mailbox.delivered)}


@webmail.defect(
    mailbox_page.frame, "quarantine-not-shown", "隔離のフォルダーが表示されない",
    harm="隔離されたメールを、自分で取り出せない",
    step="③", requirement="held-at-the-gateway", source="表示の欠落",
    seen="隔離する受信側で、フォルダーの一覧を見る",
)
def _(right: Any, mailbox: Mailbox, folder: str) -> dict[str, Any]:
    found = dict(right(mailbox, folder))
    return found | {"folders": {name: label for name, label in found["folders"].items() if name != "quarantine"}}
