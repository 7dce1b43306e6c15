"""The world itself: clock, faults, presets, and what a snapshot keeps."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from gmis_simulator.control.models import moment
from gmis_simulator.control.presets import Presets
from gmis_simulator.defects.defect import Area
from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.filing import Filing
from gmis_simulator.world import faults as faulty
from gmis_simulator.world import snapshot
from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import Event, EventLog
from gmis_simulator.world.faults import Fault, Faults
from gmis_simulator.world.snapshot import State
from gmis_simulator.world.tokens import Tokens
from gmis_simulator.world.world import World

keeping = Area("keeping", "世界の時計・故障・保存")

_KNOWN = "シミュレーターで知られる誤り"


@keeping.defect(
    Clock.now, "standing-clock-runs", "止めた時計が進む",
    harm="期限の試験が、実行した時刻によって変わる",
    step="", requirement="clock-stands", source=_KNOWN,
    seen="時計を止め、時刻を2回見る",
)
def _(right: Any, clock: Clock) -> datetime:
    found: datetime = right(clock)
    return found + timedelta(seconds=clock._ticks() - clock._since) if clock.standing else found


@keeping.defect(
    Clock.now, "running-clock-stands", "動くはずの時計が止まっている",
    harm="期限が来ない",
    step="", requirement="clock-runs", source=_KNOWN,
    seen="時計を止めずに、時刻を2回見る",
)
def _(right: Any, clock: Clock) -> datetime:
    right(clock)
    return clock._origin


@keeping.defect(
    Clock.check, "clock-goes-back", "時計を戻せる",
    harm="切れたはずの期限が、また生きる",
    step="", requirement="clock-forward", source=_KNOWN,
    seen="時計を過去に動かす",
)
def _(right: Any, clock: Clock, goal: datetime) -> None:
    del right, clock, goal


@keeping.defect(
    Clockwork.move, "due-things-done-late", "時計を進めると、その間のことがすべて最後の時刻に起きる",
    harm="朝8時に届くはずのメールが、夜に届いたことになる",
    step="③", requirement="clock-in-order", source=_KNOWN,
    seen="20時間進め、届いた時刻を見る",
)
async def _(right: Any, clockwork: Clockwork, world: World, goal: datetime) -> None:
    world.clock.check(goal)
    await clockwork.settle(world)
    world.clock.reach(goal)
    await right(clockwork, world, goal)


@keeping.defect(
    moment, "time-told-without-zone", "世界の時刻が、9時間ずれて伝えられる",
    harm="画面や試験が、違う時刻で動く",
    step="", requirement="clock-stands", source="日本時間とUTCの取り違え",
    seen="止めた世界の時刻を見る",
)
def _(right: Any, at: datetime) -> str:
    return str(right(at.astimezone(UTC)))


def _forgets(name: str, title: str, harm: str, seen: str, change: Any) -> None:
    @keeping.defect(
        snapshot.restored,
        f"snapshot-forgets-{name}",
        title,
        harm=harm,
        step="",
        requirement="snapshot-whole",
        source=_KNOWN,
        seen=seen,
    )
    def _(right: Any, world: str, url: str, state: State, *more: Any) -> World:
        made: World = right(world, url, state, *more)
        change(made)
        return made


def _unspent(world: World) -> None:
    for link in world.links:
        link.spent = False


def _unrevoked(world: World) -> None:
    for link in world.links:
        link.revoked = False


def _as_new(world: World) -> None:
    for institution in world.accounts:
        institution.failures, institution.locked_until = 0, None


def _without_history(world: World) -> None:
    for institution in world.accounts:
        institution.password_hashes = institution.password_hashes[:1]


def _without_requests(world: World) -> None:
    for institution in world.accounts:
        institution.requests = []


def _without_lists(world: World) -> None:
    for mailbox in world.mailboxes.of_clinics():
        mailbox.lists.safe_senders = list(mailbox.persona.entries.safe_senders)


def _without_tries(world: World) -> None:
    for mailbox in world.mailboxes.all():
        mailbox.first_tries = {}


_forgets("spent-links", "保存した世界で、使用済みのURLがまた使える", "再現した結果が、元と違う",
         "URLを使ってから保存し、戻した世界でまた使う", _unspent)
_forgets("revoked-links", "保存した世界で、無効にしたURLがまた使える", "再現した結果が、元と違う",
         "2回申し込んでから保存し、戻した世界で古いURLを開く", _unrevoked)
_forgets("sessions", "保存した世界で、ログインが失われる", "再現した結果が、元と違う",
         "ログインしてから保存し、戻した世界で画面を開く", lambda world: world.sessions._sessions.clear())
_forgets("failures", "保存した世界で、ロックが解ける", "再現した結果が、元と違う",
         "ロックしてから保存し、戻した世界で入る", _as_new)
_forgets("former-passwords", "保存した世界で、過去のパスワードが使える", "再現した結果が、元と違う",
         "パスワードを変えてから保存し、戻した世界で前のパスワードを保存する", _without_history)
_forgets("requests", "保存した世界で、申し込みの回数が0になる", "再現した結果が、元と違う",
         "5回申し込んでから保存し、戻した世界で申し込む", _without_requests)
_forgets("safe-senders", "保存した世界で、安全な差出人が失われる", "再現した結果が、元と違う",
         "安全な差出人を入れてから保存し、戻した世界で申し込む", _without_lists)
_forgets("first-tries", "保存した世界で、グレイリスティングが最初からになる", "再現した結果が、元と違う",
         "断られてから保存し、戻した世界で時間を進める", _without_tries)
_forgets("the-office", "保存した世界で、事務局が手続き中の依頼を忘れる", "再現した結果が、元と違う",
         "依頼してから保存し、戻した世界でまた依頼する", lambda world: world.office.in_progress.clear())
_forgets("faults", "保存した世界で、故障がなくなる", "再現した結果が、元と違う",
         "故障を起こしてから保存し、戻した世界の故障を見る", lambda world: world.faults.active.clear())
_forgets("what-is-due", "保存した世界で、先の予定が失われる", "送り直すはずのメールが、いつまでも届かない",
         "送り直しを待つ間に保存し、戻した世界で時間を進める", lambda world: world.agenda._entries.clear())
_forgets("that-the-clock-stands", "保存した世界で、止めた時計が動き出す", "再現した結果が、実行した時刻によって変わる",
         "時計を止めて保存し、戻した世界の時計を見る", lambda world: setattr(world.clock, "standing", False))
_forgets("events", "保存した世界で、出来事の記録が失われる", "何が起きたのか、調べられない",
         "保存し、戻した世界の記録を見る", lambda world: world.events._events.clear())


@keeping.defect(
    Tokens.go_on_from, "snapshot-repeats-its-tokens", "保存した世界で、同じトークンがもう一度出る",
    harm="前のURLで、次のパスワードを変えられる",
    step="", requirement="snapshot-whole", source="CWE-336",
    seen="申し込んでから保存し、戻した世界でまた申し込み、URLを比べる",
)
def _(right: Any, tokens: Tokens, state: Any) -> None:
    del right, tokens, state


@keeping.defect(
    Filing.file_again, "snapshot-loses-the-folder", "保存した世界で、迷惑メールが受信トレイに入る",
    harm="再現した結果が、元と違う",
    step="", requirement="snapshot-whole", source=_KNOWN,
    seen="迷惑メールに入ってから保存し、戻した世界のフォルダーを見る",
)
async def _(right: Any, filing: Filing, address: str, delivery: Any) -> str:
    delivery.folder = "inbox"
    return str(await right(filing, address, delivery))


@keeping.defect(
    Faults.hit, "fault-never-used-up", "回数を決めた故障が、終わらない",
    harm="1回だけの故障の後も、ずっとつながらない",
    step="", requirement="faults", source=_KNOWN,
    seen="1回の故障を起こし、2回開く",
)
def _(right: Any, faults: Faults, kind: str, place: str) -> Fault | None:
    found: Fault | None = next((each for each in faults.active if each.kind == kind), None)
    if found and found.times is not None:
        found.times += 1
    return right(faults, kind, place)  # type: ignore[no-any-return]


@keeping.defect(
    Faults.hit, "fault-once-less", "故障が、決めた回数より1回早く終わる",
    harm="試したはずの状況を、試していない",
    step="", requirement="faults", source="CWE-193",
    seen="2回の故障を起こし、2回開く",
)
def _(right: Any, faults: Faults, kind: str, place: str) -> Fault | None:
    found: Fault | None = right(faults, kind, place)
    if found and found.times == 1:
        faults.end(found.number, "times")
    return found


@keeping.defect(
    faulty._fits, "fault-everywhere", "場所を決めた故障が、どこでも起きる",
    harm="ほかの画面まで、つながらない",
    step="", requirement="faults", source=_KNOWN,
    seen="ある画面の故障を起こし、ほかの画面を開く",
)
def _(right: Any, fault: Fault, place: str) -> bool:
    del right, fault, place
    return True


@keeping.defect(
    faulty._over, "fault-never-over", "期間を決めた故障が、終わらない",
    harm="10分のはずの故障が、いつまでも続く",
    step="", requirement="faults", source=_KNOWN,
    seen="10分の故障を起こし、10分進めて開く",
)
def over(right: Any, fault: Fault, now: datetime) -> bool:
    del right, fault, now
    return False


@over.also(Faults.end)
def _(right: Any, faults: Faults, number: int, by: Any) -> bool:
    return bool(right(faults, number, by)) if by != "time" else False


@keeping.defect(
    Faults.add, "fault-begins-at-once", "後から始まるはずの故障が、すぐ始まる",
    harm="試したはずの状況を、試していない",
    step="", requirement="faults", source=_KNOWN,
    seen="10分後の故障を起こし、すぐ開く",
)
def _(right: Any, faults: Faults, kind: str, **more: Any) -> Fault:
    return right(faults, kind, **(more | {"after": timedelta(0)}))  # type: ignore[no-any-return]


@keeping.defect(
    Presets.complete, "preset-mailboxes-lost", "プリセットにメールボックスを加えると、プリセットのものが消える",
    harm="選んだつもりの状況にならない",
    step="", requirement="presets", source="上書きの誤り",
    seen="プリセットにメールボックスを1つ加えて世界を作り、元の宛先に送る",
)
def _(right: Any, presets: Presets, body: Any) -> Any:
    whole = right(presets, body)
    if body.preset and "mailboxes" in body.model_fields_set:
        whole.mailboxes = body.mailboxes
    return whole


@keeping.defect(
    Presets.complete, "preset-clock-lost", "プリセットの時刻が使われない",
    harm="夜間やメンテナンスの状況にならない",
    step="", requirement="presets", source="引き継ぎ忘れ",
    seen="プリセットで世界を作り、時刻を見る",
)
def _(right: Any, presets: Presets, body: Any) -> Any:
    whole = right(presets, body)
    return whole.model_copy(update={"now": body.now}) if body.preset else whole


@keeping.defect(
    Tokens.__init__, "seed-of-no-effect", "種を決めても、毎回違うトークンになる",
    harm="失敗を、同じ形で再現できない",
    step="", requirement="seeded", source=_KNOWN,
    seen="同じ種の世界を2つ作り、URLを比べる",
)
def _(right: Any, tokens: Tokens, seed: int | None = None) -> None:
    right(tokens, None if seed is None else secrets.randbits(60))


@keeping.defect(
    Filing.forget, "mails-left-behind", "世界を消しても、メールが残る",
    harm="次の試験が、前の試験のメールを読む",
    step="", requirement="world-removed", source="CWE-459",
    seen="世界を消し、Mailpitで探す",
)
async def _(right: Any, filing: Filing, ids: list[str]) -> None:
    del right, filing, ids


@keeping.defect(
    EventLog.after, "events-told-twice", "出来事が、重ねて伝えられる",
    harm="何回起きたのか、数えられない",
    step="", requirement="events-in-order", source="CWE-193",
    seen="途中からの出来事を求め、数える",
)
def _(right: Any, log: EventLog, seq: int = 0) -> list[Event]:
    return list(right(log, seq - 1))
