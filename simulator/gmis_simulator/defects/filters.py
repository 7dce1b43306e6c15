"""What a recipient's side does with a mail: lists, rules, folders."""

from collections.abc import Iterator
from typing import Any

from gmis_simulator.defects.defect import Area
from gmis_simulator.mail.filing import Filing
from gmis_simulator.world import filtering
from gmis_simulator.world.filtering import Verdict
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.received import Received
from gmis_simulator.world.rules import senders
from gmis_simulator.world.rules.content import Links
from gmis_simulator.world.rules.rule import Answer, Incoming, Recipient, Rule
from gmis_simulator.world.rules.senders import NotMobile, SafeSenders
from gmis_simulator.world.sender_lists import ListName, SenderLists, check_entry
from gmis_simulator.world.world import World

filters = Area("filters", "受信側の規則")

Asked = list[tuple[str, str, Answer]]


@filters.defect(
    filtering._verdicts, "last-rule-decides", "先に当てはまった規則ではなく、最後の規則で決まる",
    harm="拒否したはずの差出人のメールが届き、許可した差出人のメールが届かない",
    step="③", requirement="filter-blocks", source="優先順位の誤り",
    seen="拒否と許可の両方に入れた差出人から送る",
)
def _(right: Any, asked: Asked) -> Iterator[Verdict]:
    yield from reversed(list(right(asked)))


@filters.defect(
    filtering._verdicts, "reasons-not-kept", "どの規則がどう判断したかが残らない",
    harm="なぜ届かないのか、窓口で答えられない",
    step="③", requirement="filter-explained", source="記録の欠落",
    seen="判定の記録を見る",
)
def _(right: Any, asked: Asked) -> Iterator[Verdict]:
    for verdict in right(asked):
        yield Verdict(verdict.verdict, verdict.rule, verdict.answer, verdict.trace[:1])


@filters.defect(
    senders.named_by, "safe-sender-capitals-matter", "安全な差出人の、大文字と小文字が区別される",
    harm="大文字で登録した人に、届かない",
    step="③", requirement="safe-sender", source="CWE-178",
    seen="アドレスを大文字で安全な差出人に入れる",
)
def _(right: Any, mail: Incoming, entries: list[str]) -> str | None:
    return right(mail, [entry for entry in entries if entry == entry.lower()])  # type: ignore[no-any-return]


@filters.defect(
    senders.named_by, "safe-domain-with-at-not-understood", "「@」から始まるドメインの登録が効かない",
    harm="携帯電話会社の案内どおりに登録しても、届かない",
    step="③", requirement="safe-sender", source="表記の揺れ",
    seen="@gmis.mhlw.go.jpを安全な差出人に入れる",
)
def _(right: Any, mail: Incoming, entries: list[str]) -> str | None:
    return right(mail, [entry for entry in entries if not entry.startswith("@")])  # type: ignore[no-any-return]


@filters.defect(
    senders.named_by, "safe-domain-stands-for-its-subdomains", "親のドメインを登録すると、その下もすべて許可される",
    harm="許可していない差出人のメールが届く",
    step="③", requirement="safe-sender-exactly", source="CWE-185",
    seen="mhlw.go.jpを安全な差出人に入れる",
)
def _(right: Any, mail: Incoming, entries: list[str]) -> str | None:
    found: str | None = right(mail, entries)
    return found or next((e for e in entries if mail.header_sender.lower().endswith(f".{e.lower()}")), None)


@filters.defect(
    senders.named_by, "safe-sender-found-in-part", "アドレスの一部だけが一致しても、許可される",
    harm="よく似た偽のアドレスのメールが届く",
    step="③", requirement="safe-sender-exactly", source="CWE-187",
    seen="desk@gmis.mhlw.go.jpを安全な差出人に入れる",
)
def _(right: Any, mail: Incoming, entries: list[str]) -> str | None:
    found: str | None = right(mail, entries)
    return found or next((e for e in entries if mail.header_sender.lower().endswith(e.lower())), None)


@filters.defect(
    senders.named_by, "safe-sender-by-the-envelope-alone", "安全な差出人を、封筒の差出人だけで調べる",
    harm="案内どおりhelpdesk@を登録しても、届かない",
    step="③", requirement="safe-sender", source="封筒とヘッダーの取り違え",
    seen="helpdesk@を安全な差出人に入れる",
)
def _(right: Any, mail: Incoming, entries: list[str]) -> str | None:
    return right(Incoming(mail.envelope_sender), entries)  # type: ignore[no-any-return]


@filters.defect(
    SafeSenders.found, "one-of-two-domains-enough", "2つのドメインの片方だけでも許可される",
    harm="実際には届かない設定が、届くように見える",
    step="③", requirement="safe-sender-exactly", source="条件の取り違え (anyとall)",
    seen="片方のドメインだけを安全な差出人に入れる",
)
def _(right: Any, rule: SafeSenders, mail: Incoming, entries: list[str]) -> str | None:
    return right(rule.model_copy(update={"domains": "any"}), mail, entries)  # type: ignore[no-any-return]


@filters.defect(
    Rule.is_on, "switches-of-no-effect", "受信設定のスイッチが効かない",
    harm="規則を切っても、メールが届かない",
    step="③", requirement="mailbox-settings", source="設定を読まない誤り",
    seen="URL付きメールの拒否を切り、申し込む",
)
def _(right: Any, rule: Rule, switches: dict[str, str]) -> bool:
    del right, rule, switches
    return True


@filters.defect(
    SenderLists.add, "same-entry-twice", "同じ差出人が、二度登録される",
    harm="消したつもりの差出人が、まだ残っている",
    step="③", requirement="mailbox-settings", source="重複の確認漏れ",
    seen="同じアドレスを2回、安全な差出人に入れる",
)
def _(right: Any, lists: SenderLists, name: ListName, entry: str) -> bool:
    del right
    lists.of(name).append(check_entry(entry))
    return True


@filters.defect(
    check_entry, "full-width-entry-accepted", "全角のアドレスが、黙って登録される",
    harm="登録したつもりで、届かない",
    step="③", requirement="mailbox-settings", source="CWE-20",
    seen="全角の@を含むアドレスを、安全な差出人に入れる",
)
def _(right: Any, entry: str) -> str:
    return entry.strip() if "＠" in entry else str(right(entry))


@filters.defect(
    check_entry, "copied-blank-kept-in-the-entry", "貼り付けたアドレスの前後の空白で、断られる",
    harm="正しいアドレスなのに、登録できない",
    step="③", requirement="mailbox-settings", source="CWE-20",
    seen="前後に空白のあるアドレスを、安全な差出人に入れる",
)
def _(right: Any, entry: str) -> str:
    if entry != entry.strip():
        raise ValueError("メールアドレスまたはドメインを半角で入力してください。")
    return str(right(entry))


@filters.defect(
    Filing.file, "junk-in-the-inbox", "迷惑メールと判定されたメールが、受信トレイに入る",
    harm="本物の迷惑メールも、受信トレイに届く",
    step="③", requirement="look-in-junk", source="判定と配達の食い違い",
    seen="迷惑メールになる宛先に送り、フォルダーを見る",
)
async def _(
    right: Any, filing: Filing, world: World, mailbox: Mailbox, mail: Received, folder: Any, mark: str = ""
) -> str:
    return str(await right(filing, world, mailbox, mail, "inbox" if folder == "junk" else folder, mark))


@filters.defect(
    Filing.file, "mark-missing", "件名に印がつかない",
    harm="印で振り分ける設定が働かない",
    step="③", requirement="marked", source="引数の渡し忘れ",
    seen="印をつけるプロバイダーの宛先に送り、件名を見る",
)
async def _(
    right: Any, filing: Filing, world: World, mailbox: Mailbox, mail: Received, folder: Any, mark: str = ""
) -> str:
    del mark
    return str(await right(filing, world, mailbox, mail, folder, ""))


@filters.defect(
    Links.judge, "links-not-found", "URL付きメールの拒否が働かない",
    harm="拒否したはずのURL付きのメールが届く",
    step="③", requirement="filter-blocks", source="本文の読み落とし",
    seen="URL付きメールを拒否する宛先に送る",
)
def _(right: Any, rule: Links, mail: Incoming, recipient: Recipient, now: Any) -> Answer:
    del right, rule, mail, recipient, now
    return Answer(None, "本文にURLがありません")


@filters.defect(
    NotMobile.judge, "computers-pass-for-phones", "携帯電話以外からのメールの拒否が働かない",
    harm="拒否したはずのパソコンからのメールが届く",
    step="③", requirement="filter-blocks", source="条件の取り違え",
    seen="携帯電話以外を拒否する宛先に送る",
)
def _(right: Any, rule: NotMobile, mail: Incoming, recipient: Recipient, now: Any) -> Answer:
    del right, rule, mail, recipient, now
    return Answer(None, "携帯電話会社のドメインです")
