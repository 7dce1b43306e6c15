"""What becomes of a mail on its way: tried again, given up, returned, kept back, looked at by a scanner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings
from gmis_simulator.mail.authenticate import authenticate
from gmis_simulator.mail.bounce import bounce
from gmis_simulator.mail.outbox import Outbox
from gmis_simulator.mail.reception import Reception
from gmis_simulator.mail.scanner import Scanner
from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.jobs import Visit
from gmis_simulator.world.letter import Letter, LetterState
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.received import Received
from gmis_simulator.world.rules.holding import Delay, Quarantine
from gmis_simulator.world.rules.reception import FullMailbox, Greylisting
from gmis_simulator.world.rules.rule import Answer, Incoming, Recipient
from gmis_simulator.world.world import World

delivery = Area("delivery", "配送")


@delivery.defect(
    Outbox._refused, "put-off-means-given-up", "一時的に断られたメールが、送り直されない",
    harm="受信側が少し混んでいただけで、メールが届かない",
    step="③", requirement="mail-retried", source="RFC 5321 4.5.4",
    seen="受信側に4xxを返させ、時間を進める",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    right(outbox, world, letter, 554 if 400 <= code < 500 else code, reply)


@delivery.defect(
    Outbox._refused, "lost-while-the-server-was-down", "受信側のサーバーが止まっている間のメールが、失われる",
    harm="復旧しても届かず、理由もわからない",
    step="③", requirement="mail-server-down", source="例外の握りつぶし",
    seen="受信側を止めて申し込み、復旧を待つ",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    right(outbox, world, letter, code, reply)
    if code == 0:
        letter.state = LetterState.DELIVERED


@delivery.defect(
    Outbox._refused, "refused-for-good-and-tried-again", "廃止されたアドレスに、送り続ける",
    harm="届かないことが、いつまでも送信者にわからない",
    step="③", requirement="address-abolished", source="RFC 5321 4.2.1",
    seen="廃止されたアドレスに送り、記録を見る",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    right(outbox, world, letter, 450 if code >= 500 else code, reply)


@delivery.defect(
    Outbox._refused, "retry-steps-ignored", "送り直す間隔の設定が効かない",
    harm="混んでいるサーバーに、1分ごとに送り続ける",
    step="③", requirement="mail-retried", source="設定を読まない誤り",
    seen="受信側に4xxを返させ、次の試行の時刻を見る",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    with other_settings(world.settings, mail_retry_minutes=[1]):
        right(outbox, world, letter, code, reply)


@delivery.defect(
    Outbox._refused, "given-up-too-soon", "メールの送り直しを、12時間であきらめる",
    harm="夜に止まったサーバーへのメールが、朝には失われている",
    step="③", requirement="mail-given-up", source="CWE-682",
    seen="受信側を止めたまま、13時間進める",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    with other_settings(world.settings, mail_retry_hours=max(world.settings.mail_retry_hours // 2, 1)):
        right(outbox, world, letter, code, reply)


@delivery.defect(
    Outbox._refused, "never-given-up", "メールの送り直しを、いつまでもあきらめない",
    harm="届かないことが、送信者に知らされない",
    step="③", requirement="mail-given-up", source="RFC 5321 4.5.4",
    seen="受信側を止めたまま、2日進める",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    with other_settings(world.settings, mail_retry_hours=10**6):
        right(outbox, world, letter, code, reply)


@delivery.defect(
    Outbox._refused, "given-up-in-silence", "届かなかったメールが、送信者に戻らない",
    harm="廃止されたアドレスに、だれも気づかない",
    step="③", requirement="mail-given-up", source="RFC 5321 6.1",
    seen="廃止されたアドレスに送り、戻ってくるメールを待つ",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    sender, letter.sender = letter.sender, "" if code >= 500 else letter.sender
    right(outbox, world, letter, code, reply)
    letter.sender = sender


@delivery.defect(
    bounce, "returned-without-the-reason", "戻ってきたメールに、届かなかった理由がない",
    harm="なぜ届かないのか、調べようがない",
    step="③", requirement="mail-given-up", source="RFC 3464 2.3.6",
    seen="戻ってきたメールを読む",
)
def _(right: Any, world: World, letter: Letter, raw: bytes, code: int, reply: str, **more: Any) -> bytes:
    del reply
    return bytes(right(world, letter, raw, code and 500, "error", **more))


@delivery.defect(
    Outbox._hand_over, "delivered-twice", "同じメールが二度配達される",
    harm="どちらのURLを使えばよいかわからない",
    step="③", requirement="mail-arrives", source="再送の誤り",
    seen="1回申し込み、受信箱のメールを数える",
)
async def _(right: Any, outbox: Outbox, world: World, letter: Letter, raw: bytes) -> None:
    await right(outbox, world, letter, raw)
    await right(outbox, world, letter, raw)


@delivery.defect(
    Greylisting.judge, "greylisted-for-ever", "グレイリスティングが、送り直しも断り続ける",
    harm="いつまでも届かない",
    step="③", requirement="mail-retried", source="状態の記録忘れ",
    seen="グレイリスティングのある宛先に送り、10分進める",
)
def _(right: Any, rule: Greylisting, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    return right(rule, mail, Recipient(recipient.address), now)  # type: ignore[no-any-return]


@delivery.defect(
    Greylisting.judge, "greylisting-too-short", "グレイリスティングが、すぐの送り直しを受け取る",
    harm="迷惑メールを防げない",
    step="③", requirement="mail-retried", source="CWE-682",
    seen="グレイリスティングのある宛先に送り、届く時刻を見る",
)
def _(right: Any, rule: Greylisting, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    return right(rule.model_copy(update={"minutes": 0}), mail, recipient, now)  # type: ignore[no-any-return]


@delivery.defect(
    FullMailbox.judge, "one-more-than-fits", "いっぱいのメールボックスに、もう1通入る",
    harm="容量の上限が守られない",
    step="③", requirement="room-in-the-mailbox", source="CWE-193",
    seen="いっぱいのメールボックスに送る",
)
def _(right: Any, rule: FullMailbox, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    return right(rule.model_copy(update={"capacity": rule.capacity + 1}), mail, recipient, now)  # type: ignore[no-any-return]


@delivery.defect(
    Quarantine.judge, "released-nine-hours-late", "隔離の解除が、9時間遅れる",
    harm="朝8時のはずのメールが、夕方まで届かない",
    step="③", requirement="held-at-the-gateway", source="日本時間とUTCの取り違え",
    seen="隔離されたメールが届く時刻を見る",
)
def _(right: Any, rule: Quarantine, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    found: Answer = right(rule, mail, recipient, now)
    assert found.until
    return Answer(found.verdict, found.reason, until=found.until + timedelta(hours=9))


@delivery.defect(
    Delay.judge, "delay-ignored", "検査待ちのはずのメールが、すぐ届く",
    harm="検査が終わる前に、危ないメールが届く",
    step="③", requirement="delayed", source="処理の飛ばし",
    seen="検査のある宛先に送り、届く時刻を見る",
)
def _(right: Any, rule: Delay, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    found: Answer = right(rule, mail, recipient, now)
    return Answer(found.verdict, found.reason, until=now)


@delivery.defect(
    Delay.judge, "delay-much-longer", "検査待ちが、10分ではなく10時間になる",
    harm="URLの期限が、届いたときには残り少ない",
    step="③", requirement="delayed", source="単位の取り違え",
    seen="検査のある宛先に送り、届く時刻を見る",
)
def _(right: Any, rule: Delay, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
    found: Answer = right(rule, mail, recipient, now)
    return Answer(found.verdict, found.reason, until=now + timedelta(hours=rule.minutes))


@delivery.defect(
    Scanner.visit, "scanner-presses-the-button", "検査装置が、画面のボタンまで押す",
    harm="本人が開いたときには、URLが使用済みになっている",
    step="④", requirement="scanner", source="リンクを実行する検査装置",
    seen="検査装置のある宛先に送り、URLを使う",
)
async def _(right: Any, scanner: Scanner, world: World, job: Visit) -> None:
    await right(scanner, world, job)
    async with httpx.AsyncClient(trust_env=False) as http:
        for link in job.links:
            if here := scanner._here(world, link):
                await http.post(here)


@delivery.defect(
    Reception._forward, "forwarder-rewrites-the-sender", "転送するとき、封筒の差出人が書き換えられる",
    harm="転送で認証が失敗する構成を再現できない",
    step="③", requirement="forwarded", source="SRS (差出人の書き換え)",
    seen="転送されたメールのSPFの結果を見る",
)
def _(right: Any, reception: Reception, world: World, mailbox: Mailbox, to: str, mail: Received) -> None:
    right(reception, world, mailbox, to, replace(mail, sender=f"srs-{mailbox.name}@forward.{world.name}.example"))


@delivery.defect(
    authenticate, "every-mail-authentic", "送信ドメイン認証が、いつも合格になる",
    harm="なりすましのメールが、受信トレイに届く",
    step="③", requirement="mail-authentic", source="CWE-290",
    seen="署名のないメールを送り、認証の結果を見る",
)
def _(right: Any, raw: bytes, *, zone: Mapping[str, str], **more: Any) -> Authentication:
    del right, raw, zone
    header = f"{more['server']}; spf=pass; dkim=pass; dmarc=pass"
    return Authentication(spf="pass", dkim="pass", dmarc="pass", policy="quarantine", header=header)


@delivery.defect(
    Outbox._refused, "retry-settings-of-no-effect", "送り直しをあきらめる時間の設定が効かない",
    harm="管理者が短くしても、24時間かかる",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="mail_retry_hoursを1にして、2時間進める",
)
def _(right: Any, outbox: Outbox, world: World, letter: Letter, code: int, reply: str) -> None:
    with other_settings(world.settings, mail_retry_hours=default_of("mail_retry_hours")):
        right(outbox, world, letter, code, reply)
