"""A scenario that goes as far as one step of the leaflet, out of the answers."""

from gmis.answers import PC, STEPS, Answers
from gmis.feature_text import Draft, Line
from simulator.web.phone import is_phone
from simulator.world.filtering import Verdict

_TOPIC = {
    "①": "ログイン", "②": "ユーザ名", "③": "メール", "④": "URL", "⑤": "URL", "⑥": "パスワード", "⑦": "パスワード",
    "後": "定期報告",
}  # fmt: skip
_CARRIERS, _WORK = ("docomo", "au", "softbank"), ("hospital-gateway", "outlook", "shared")
_NEW = "Clinic2026"
_ARRIVES_BY: dict[str, tuple[str, ...]] = {
    "greylisting": ("10分たつ",),
    "full-mailbox": ("不要なメールを整理する", "1分たつ"),
    "quarantine": ("「隔離」の再設定メールを開く", "「隔離を解除」を押す"),
    "delay": ("60分たつ",),
}  # what its owner does, or waits, until a mail comes that is kept back by that rule


def draft_of(answers: Answers, verdict: Verdict, *, forwards: bool = False) -> Draft:
    """``verdict``: what that kind of mailbox does with the reset mail; ``forwards``: to another one, after that."""
    reached = STEPS.index(answers.step)
    remarks: list[str] = []
    comes = verdict.verdict in ("inbox", "junk") or verdict.rule in _ARRIVES_BY
    if reached > STEPS.index("③") and not comes:
        remarks.append(
            f"「{answers.mailbox}」には再設定メールが届かないので、③まで書きました。届いた理由を確かめてください。"
        )
        reached = STEPS.index("③")
    lines = [
        *_given(answers, forwards=forwards),
        *_way(reached, verdict, phone=is_phone({"user-agent": answers.agent})),
    ]
    return Draft(
        answers.said, tags_of(answers), f"申告のとおりに、手順{answers.step}まで進む", lines,
        "assumed 利用者の申告だけによる", remarks,
    )  # fmt: skip


def tags_of(answers: Answers) -> list[str]:
    """The step's, and what the answers are about."""
    about = {_TOPIC[answers.step]: None}
    if answers.mailbox != "plain":
        about["メール"] = None
    if answers.mailbox.startswith(_CARRIERS):
        about["携帯電話"] = None
    if answers.mailbox in _WORK:
        about["職場のメール"] = None
    if is_phone({"user-agent": answers.agent}):
        about["スマートフォン"] = None
    return [f"手順{answers.step}", *about]


def _given(answers: Answers, *, forwards: bool) -> list[Line]:
    device = [Line("given", f"「{answers.device}」を使っている")] if answers.device != PC else []
    mailbox = [Line("given", f"メールボックスは「{answers.mailbox}」である")] if answers.mailbox != "plain" else []
    other = [Line("given", "「ex000000@forwarded.〈世界〉.example」のメールボックスを見る")] if forwards else []
    return [*device, *mailbox, *other]


def _way(reached: int, verdict: Verdict, *, phone: bool) -> list[Line]:
    if reached == 0:
        return [Line("when", "ログイン画面を開く"), Line("then", "ログインの画面になる")]
    if reached == 1:
        return [
            Line("when", "ログイン画面を開く"),
            Line("when", "「パスワードをお忘れですか？」を押す"),
            Line("then", "ユーザ名の入力の画面になる"),
        ]
    asked = [Line("when", "パスワードリセットを申し込む"), Line("then", "送信後の画面になる")]
    if reached == 2:
        folder = {"inbox": "受信トレイ", "junk": "迷惑メール"}.get(verdict.verdict)
        if verdict.rule == "quarantine":
            folder = "隔離"
        seen = f"「{folder}」に再設定メールが届いている" if folder else "再設定メールは届いていない"
        return [*asked, Line("then", seen)]
    arrives = [Line("when", text) for text in _ARRIVES_BY.get(verdict.rule, ())]
    opened = [Line("when", "メールのURLをコピーする"), Line("when", "コピーしたURLを開く")]
    return [*asked, *arrives, *opened, *_after_the_link(reached, phone=phone)]


def _after_the_link(reached: int, *, phone: bool) -> list[Line]:
    """④ to 後: each step with what is seen after it, where the next one would not show it anyway."""
    pressed = [Line("when", "「パスワードのリセット」を押す")]
    typed = [*pressed, Line("when", f"2つの欄に「{_NEW}」と入力する")]
    saved = [*typed, Line("when", "「パスワードを変更」を押す"), Line("then", "Med-Loginのトップの画面になる")]
    report = "画面に「スマートフォン・タブレットでは報告画面をご利用になれません。」と表示される"
    gmis = [
        Line("when", "G-MISのタイルを押す"),
        Line("when", "「かかりつけ医機能報告制度」から「定期報告」へ進む"),
        Line("then", report if phone else "定期報告を始められる"),
    ]
    return {
        "④": [Line("then", "リセットの確認の画面になる")],
        "⑤": [*pressed, Line("then", "パスワード変更の画面になる")],
        "⑥": [*typed, Line("then", "「パスワードを変更」のボタンは押せる")],
        "⑦": [*saved, Line("then", "記録に「password.changed」がある")],
        "後": [*saved, *gmis],
    }[STEPS[reached]]
