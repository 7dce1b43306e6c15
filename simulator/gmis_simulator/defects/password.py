"""The rules for a new password, as the server keeps them."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings
from gmis_simulator.med_login.change_password import ChangePassword
from gmis_simulator.web.page import world_of
from gmis_simulator.world.accounts import Accounts, PasswordRefusal
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.password_change import Change, Changed, change_password
from gmis_simulator.world.password_policy import PasswordPolicy, Rule
from gmis_simulator.world.session import Session
from gmis_simulator.world.world import World

password = Area("password", "パスワードの条件")

Refusals = list[tuple[PasswordRefusal, str]]


def _with(policy: PasswordPolicy, name: str, pattern: str) -> None:
    policy.rules = tuple(  # type: ignore[assignment]
        Rule(name, rule.label, pattern) if rule.name == name else rule for rule in policy.rules
    )


@password.defect(
    PasswordPolicy.__init__, "seven-characters-enough", "7文字のパスワードが通る",
    harm="当てられやすいパスワードになる",
    step="⑥", requirement="rule-length", source="CWE-193",
    seen="7文字のパスワードを保存する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "length", f".{{{minimum - 1},}}")


@password.defect(
    PasswordPolicy.__init__, "nine-characters-wanted", "8文字のパスワードが通らない",
    harm="条件どおりなのに、ボタンが青くならない",
    step="⑥", requirement="rule-length", source="CWE-193",
    seen="8文字のパスワードを入力する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "length", f".{{{minimum + 1},}}")


@password.defect(
    PasswordPolicy.__init__, "length-setting-ignored", "文字数の設定が効かない",
    harm="管理者が長くしても、8文字で通る",
    step="⑥", requirement="settings-count", source="設定を読まない誤り",
    seen="password_minimum_lengthを12にして、8文字で保存する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    del minimum
    right(policy, default_of("password_minimum_length"))


@password.defect(
    PasswordPolicy.__init__, "small-letters-count-as-capitals", "小文字だけでも「大文字」の条件が達成になる",
    harm="当てられやすいパスワードになる",
    step="⑥", requirement="rule-upper", source="CWE-521",
    seen="小文字と数字だけのパスワードを保存する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "upper", "[A-Za-z]")


@password.defect(
    PasswordPolicy.__init__, "capitals-count-as-small-letters", "大文字だけでも「小文字」の条件が達成になる",
    harm="当てられやすいパスワードになる",
    step="⑥", requirement="rule-lower", source="CWE-521",
    seen="大文字と数字だけのパスワードを保存する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "lower", "[A-Za-z]")


@password.defect(
    PasswordPolicy.__init__, "digit-wanted-at-the-end", "数字が最後にないと「数字」の条件が達成にならない",
    harm="条件どおりなのに、ボタンが青くならない",
    step="⑥", requirement="rule-digit", source="CWE-625",
    seen="数字が途中にあるパスワードを入力する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "digit", "[0-9]$")


@password.defect(
    PasswordPolicy.__init__, "nine-is-no-digit", "数字の9が数字に数えられない",
    harm="条件どおりなのに、ボタンが青くならない",
    step="⑥", requirement="rule-digit", source="CWE-193",
    seen="数字が9だけのパスワードを入力する",
)
def _(right: Any, policy: PasswordPolicy, minimum: int = 8) -> None:
    right(policy, minimum)
    _with(policy, "digit", "[0-8]")


@password.defect(
    Rule.met_by, "length-counted-in-bytes", "サーバーが、文字数をバイト数で数える",
    harm="日本語を含む短いパスワードが通る",
    step="⑥", requirement="rule-length", source="CWE-135",
    seen="日本語を含む5文字のパスワードをサーバーに送る",
)
def _(right: Any, rule: Rule, text: str) -> bool:
    wide = "x" * len(text.encode("utf-8")) if rule.name == "length" else text
    return bool(right(rule, wide))


@password.defect(
    Rule.met_by, "full-width-digit-counts", "サーバーが、全角の数字を数字に数える",
    harm="入力した本人にも打てないパスワードになる",
    step="⑥", requirement="full-width-not-counted", source="CWE-176",
    seen="数字が全角のパスワードをサーバーに送る",
)
def _(right: Any, rule: Rule, text: str) -> bool:
    return bool(right(rule, text)) or (rule.name == "digit" and any(sign.isdigit() for sign in text))


@password.defect(
    Rule.met_by, "full-width-capital-counts", "サーバーが、全角の大文字を大文字に数える",
    harm="入力した本人にも打てないパスワードになる",
    step="⑥", requirement="full-width-not-counted", source="CWE-176",
    seen="大文字が全角のパスワードをサーバーに送る",
)
def _(right: Any, rule: Rule, text: str) -> bool:
    return bool(right(rule, text)) or (rule.name == "upper" and any(sign.isupper() for sign in text))


@password.defect(
    PasswordPolicy.unmet, "server-trusts-the-page", "サーバーが条件を調べない",
    harm="画面を通さない人は、どんなパスワードでも保存できる",
    step="⑦", requirement="server-checks", source="CWE-602",
    seen="条件を満たさないパスワードをサーバーに送る",
)
def _(right: Any, policy: PasswordPolicy, text: str) -> list[Rule]:
    del right, policy, text
    return []


@password.defect(
    PasswordPolicy.unmet, "one-unmet-rule-told", "満たさない条件が、ひとつしか知らされない",
    harm="直すたびに、また別の条件で断られる",
    step="⑦", requirement="server-checks", source="WCAG 3.3.1",
    seen="2つの条件を満たさないパスワードをサーバーに送る",
)
def _(right: Any, policy: PasswordPolicy, text: str) -> list[Rule]:
    return list(right(policy, text))[:1]


@password.defect(
    Accounts._refusals, "server-ignores-the-second-field", "サーバーが、2つの欄の一致を調べない",
    harm="打ち間違えたパスワードが保存され、入れなくなる",
    step="⑦", requirement="fields-match", source="CWE-602",
    seen="2つの欄に違うパスワードをサーバーに送る",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    del again
    return right(accounts, institution, new, new)  # type: ignore[no-any-return]


@password.defect(
    Accounts._refusals, "symbols-refused", "記号を含むパスワードが断られる",
    harm="ボタンは青いのに、保存できない",
    step="⑦", requirement="symbols-allowed", source="文書にない条件",
    seen="記号を含むパスワードを保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    found: Refusals = right(accounts, institution, new, again)
    return found if found or new.isalnum() else [(PasswordRefusal.POLICY, "使用できない文字が含まれています。")]


@password.defect(
    Accounts._refusals, "long-passwords-refused", "65文字以上のパスワードが断られる",
    harm="パスワード管理ソフトが作る長いパスワードを使えない",
    step="⑦", requirement="change-password", source="ASVS 6.2 (64文字以上を許す)",
    seen="100文字のパスワードを保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    found: Refusals = right(accounts, institution, new, again)
    return found if found or len(new) <= 64 else [(PasswordRefusal.POLICY, "64文字以内で入力してください。")]


@password.defect(
    Accounts._refusals, "history-ignored", "過去のパスワードがそのまま使える",
    harm="漏れたパスワードに戻してしまう",
    step="⑦", requirement="password-history", source="ASVS 6.2",
    seen="いまのパスワードをもう一度保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    with other_settings(accounts._settings, password_history=0):
        found: Refusals = right(accounts, institution, new, again)
    return found


@password.defect(
    Accounts._refusals, "history-one-too-short", "3回前のパスワードが使える",
    harm="決まりより早く、前のパスワードに戻せる",
    step="⑦", requirement="password-history", source="CWE-193",
    seen="2回変え、最初のパスワードを保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    with other_settings(accounts._settings, password_history=max(accounts._settings.password_history - 1, 0)):
        found: Refusals = right(accounts, institution, new, again)
    return found


@password.defect(
    Accounts._refusals, "history-never-forgets", "4回前のパスワードも断られる",
    harm="決まりでは使えるはずのパスワードが使えない",
    step="⑦", requirement="password-history", source="CWE-193",
    seen="3回変え、最初のパスワードを保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    found: Refusals = right(accounts, institution, new, again)
    if not found and new == institution.first_password:
        return [(PasswordRefusal.HISTORY, "過去3回に使用したパスワードは使用できません。")]
    return found


@password.defect(
    Accounts._refusals, "history-setting-ignored", "過去のパスワードの回数の設定が効かない",
    harm="管理者が決めた厳しさにならない",
    step="⑦", requirement="settings-count", source="設定を読まない誤り",
    seen="password_historyを0にして、いまのパスワードを保存する",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    with other_settings(accounts._settings, password_history=default_of("password_history")):
        found: Refusals = right(accounts, institution, new, again)
    return found


@password.defect(
    Accounts._refusals, "one-day-setting-ignored", "1日に1回だけ変更できる設定が効かない",
    harm="管理者が決めた厳しさにならない",
    step="⑦", requirement="settings-count", source="設定を読まない誤り",
    seen="one_day_between_changesを入れ、続けて2回変える",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    with other_settings(accounts._settings, one_day_between_changes=False):
        found: Refusals = right(accounts, institution, new, again)
    return found


@password.defect(
    Accounts._refusals, "one-day-by-calendar-day", "変更の間隔を、24時間ではなく日付で数える",
    harm="日付が変わるだけで、続けて変えられる",
    step="⑦", requirement="one-day-between-changes", source="期限を暦日で数える誤り",
    seen="one_day_between_changesを入れ、23時に変え、0時過ぎにまた変える",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    before, now = institution.changed_at, accounts._clock.now()
    if before and before.date() != now.date():
        institution.changed_at = now - timedelta(hours=24)
    found: Refusals = right(accounts, institution, new, again)
    institution.changed_at = before
    return found


@password.defect(
    Accounts._refusals, "one-day-longer-at-the-limit", "ちょうど24時間後の変更が断られる",
    harm="待ったのに、また断られる",
    step="⑦", requirement="one-day-between-changes", source="CWE-193",
    seen="one_day_between_changesを入れ、ちょうど24時間後に変える",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Refusals:
    before = institution.changed_at
    if before:
        institution.changed_at = before + timedelta(microseconds=1)
    found: Refusals = right(accounts, institution, new, again)
    institution.changed_at = before
    return found


@password.defect(
    ChangePassword._form, "refused-password-loses-the-way", "断られると、⑥の画面に戻れなくなる",
    harm="URLは使用済みなので、最初からやり直すしかない",
    step="⑦", requirement="password-history", source="状態の片付けすぎ",
    seen="断られた後で、別のパスワードを保存する",
)
def _(right: Any, endpoint: ChangePassword, request: Request, found: Session, errors: list[str]) -> Response:
    response: Response = right(endpoint, request, found, errors)
    if errors:
        world_of(request).sessions.end(found, "lost")
    return response


@password.defect(
    change_password, "two-passwords-saved", "二つのタブで保存すると、どちらも成功したといわれる",
    harm="保存したはずのパスワードで、ログインできない",
    step="⑦", requirement="one-password-saved", source="CWE-362",
    seen="⑥を二つのタブで開き、違うパスワードを保存する",
)
def _(right: Any, world: World, session: Session, new: str, again: str) -> Changed:
    session.saved = False
    found: Changed = right(world, session, new, again)
    return found


@password.defect(
    change_password, "double-click-refused-as-used", "⑦を二度押すと、過去に使用したパスワードとして断られる",
    harm="変更できたのに、失敗したと思う",
    step="⑦", requirement="pressed-twice", source="CWE-362",
    seen="⑦のボタンをダブルクリックする",
)
def _(right: Any, world: World, session: Session, new: str, again: str) -> Changed:
    if session.saved:
        return Changed(Change.REFUSED, ["過去3回に使用したパスワードは使用できません。"])
    found: Changed = right(world, session, new, again)
    return found
