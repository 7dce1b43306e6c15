"""The login: lock, failures, and what its page gives away."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import other_settings, with_text
from gmis_simulator.med_login.login import Login
from gmis_simulator.web.page import world_of
from gmis_simulator.web.sign_in import redirect, start_url_of
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.password_hash import Hashes

login = Area("login", "ログインとロック")

Found = Institution | None


@login.defect(
    Accounts._count_failure, "never-locked", "何度間違えてもロックされない",
    harm="パスワードを総当たりで当てられる",
    step="①", requirement="account-locked", source="CWE-307",
    seen="10回続けて間違え、正しいパスワードで入る",
)
def _(right: Any, accounts: Accounts, institution: Institution) -> None:
    del right, accounts, institution


@login.defect(
    Accounts._count_failure, "locked-one-too-late", "11回目の失敗までロックされない",
    harm="決まりより多く試せる",
    step="①", requirement="account-locked", source="CWE-193",
    seen="10回続けて間違え、正しいパスワードで入る",
)
def _(right: Any, accounts: Accounts, institution: Institution) -> None:
    with other_settings(accounts._settings, lockout_failures=accounts._settings.lockout_failures + 1):
        right(accounts, institution)


@login.defect(
    Accounts._count_failure, "locked-one-too-early", "9回目の失敗でロックされる",
    harm="あと1回試せるはずの人が締め出される",
    step="①", requirement="account-locked", source="CWE-193",
    seen="9回続けて間違え、正しいパスワードで入る",
)
def _(right: Any, accounts: Accounts, institution: Institution) -> None:
    with other_settings(accounts._settings, lockout_failures=max(accounts._settings.lockout_failures - 1, 1)):
        right(accounts, institution)


@login.defect(
    Accounts._count_failure, "everybodys-failures-counted", "だれかの失敗が、全医療機関の失敗として数えられる",
    harm="一人が間違え続けると、全員が締め出される",
    step="①", requirement="account-locked", source="CWE-645",
    seen="ある医療機関で10回間違え、別の医療機関で入る",
)
def _(right: Any, accounts: Accounts, institution: Institution) -> None:
    del institution
    for each in accounts:
        right(accounts, each)


@login.defect(
    Accounts.authenticate, "failures-kept-after-success", "ログインに成功しても、失敗の回数が残る",
    harm="何日もかけて10回間違えただけで締め出される",
    step="①", requirement="account-locked", source="状態の片付け忘れ",
    seen="5回間違え、入り、さらに5回間違える",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    institution = accounts.get(username)
    before = institution.failures if institution else 0
    found: Found = right(accounts, username, password)
    if found:
        found.failures = before
    return found


@login.defect(
    Accounts.authenticate, "failures-kept-after-the-lock", "ロックが解けた後、1回の失敗でまたロックされる",
    harm="15分待っても、打ち間違い1回でまた15分待たされる",
    step="①", requirement="account-locked", source="状態の片付け忘れ",
    seen="ロックが解けた後に1回間違え、正しいパスワードで入る",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    institution = accounts.get(username)
    if institution and institution.locked_until and not institution.locked(accounts._clock.now()):
        institution.locked_until = None  # and not the failures
    found: Found = right(accounts, username, password)
    return found


@login.defect(
    Accounts.authenticate, "lock-open-to-the-right-password", "ロック中でも、正しいパスワードなら入れる",
    harm="ロックが総当たりを止めない",
    step="①", requirement="account-locked", source="CWE-307",
    seen="10回間違えた直後に、正しいパスワードで入る",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    institution = accounts.get(username)
    if institution and accounts._hashes.match(password, institution.password_hashes[0]):
        institution.locked_until = None
    found: Found = right(accounts, username, password)
    return found


@login.defect(
    Accounts.authenticate, "lock-prolonged-by-trying", "ロック中に試すと、ロックが延びる",
    harm="待てずに試す人が、いつまでも入れない",
    step="①", requirement="account-locked", source="CWE-645",
    seen="ロック中に一度試し、15分後に入る",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    found: Found = right(accounts, username, password)
    institution, now = accounts.get(username), accounts._clock.now()
    if institution and institution.locked(now):
        institution.locked_until = now + timedelta(minutes=accounts._settings.lockout_minutes)
    return found


@login.defect(
    Institution.locked, "lock-never-ends", "ロックが解けない",
    harm="15分待っても入れず、電話が殺到する",
    step="①", requirement="account-locked", source="CWE-645",
    seen="ロックの15分後に入る",
)
def _(right: Any, institution: Institution, now: Any) -> bool:
    del right, now
    return institution.locked_until is not None


@login.defect(
    Institution.locked, "lock-ends-too-soon", "ロックが1分早く解ける",
    harm="決まりより早く、また試せる",
    step="①", requirement="account-locked", source="CWE-682",
    seen="ロックの14分30秒後に入る",
)
def _(right: Any, institution: Institution, now: Any) -> bool:
    return bool(right(institution, now + timedelta(minutes=1)))


@login.defect(
    Institution.locked, "lock-holds-at-the-limit", "ちょうど15分の時点で、まだロックされている",
    harm="案内の時刻ちょうどに試した人が、また断られる",
    step="①", requirement="account-locked", source="CWE-193",
    seen="ロックのちょうど15分後に入る",
)
def _(right: Any, institution: Institution, now: Any) -> bool:
    return bool(right(institution, now)) or institution.locked_until == now


@login.defect(
    Accounts._count_failure, "lock-settings-ignored", "ロックの回数と時間の設定が効かない",
    harm="管理者が決めた厳しさにならない",
    step="①", requirement="settings-count", source="設定を読まない誤り",
    seen="lockout_failuresを3にして、3回間違える",
)
def _(right: Any, accounts: Accounts, institution: Institution) -> None:
    with other_settings(accounts._settings, lockout_failures=10, lockout_minutes=15):
        right(accounts, institution)


@login.defect(
    Login.post, "lock-told", "ロックされていると画面でわかる",
    harm="アカウントがあることが外からわかる",
    step="①", requirement="no-hint-at-login", source="CWE-204",
    seen="ロックした後の応答を、誤りの応答と比べる",
)
async def _(right: Any, endpoint: Login, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    world = world_of(request)
    if found.status_code == 422 and world.events.after()[-1].data.get("reason") == "locked":
        return with_text(found, "ログインに失敗しました。", "アカウントがロックされています。")
    return found


@login.defect(
    Login.post, "unknown-user-told-at-login", "登録のないユーザ名だと、ログイン画面でわかる",
    harm="だれのアカウントがあるかを、外から調べられる",
    step="①", requirement="no-hint-at-login", source="CWE-204",
    seen="登録のないユーザ名でログインし、応答を比べる",
)
async def _(right: Any, endpoint: Login, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    world = world_of(request)
    if found.status_code == 422 and world.events.after()[-1].data.get("reason") == "unknown":
        return with_text(found, "ユーザ名とパスワードを確認", "ユーザ名を確認")
    return found


@login.defect(
    Accounts.authenticate, "disabled-account-logs-in", "無効なアカウントでもログインできる",
    harm="止めたはずのアカウントで報告できる",
    step="①", requirement="account-disabled", source="CWE-863",
    seen="アカウントを無効にしてログインする",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    institution = accounts.get(username)
    if institution is None or institution.enabled:
        found: Found = right(accounts, username, password)
        return found
    institution.enabled = True
    try:
        found = right(accounts, username, password)
    finally:
        institution.enabled = False
    return found


@login.defect(
    Hashes.make, "password-capitals-ignored", "パスワードの大文字と小文字を区別しない",
    harm="パスワードを当てるのが易しくなる",
    step="①", requirement="new-password-logs-in", source="CWE-178",
    seen="大文字と小文字を入れ替えたパスワードで入る",
)
def folded(right: Any, hashes: Hashes, password: str) -> str:
    return str(right(hashes, password.lower()))


@folded.also(Hashes.match)
def _(right: Any, hashes: Hashes, password: str, hashed: str | None) -> bool:
    return bool(right(hashes, password, hashed)) or bool(right(hashes, password.lower(), hashed))


@login.defect(
    Hashes.make, "password-cut", "パスワードの21文字目から先を調べない",
    harm="長いパスワードにしても、安全にならない",
    step="⑦", requirement="new-password-logs-in", source="CWE-521 (bcryptやcryptで知られる切り捨て)",
    seen="30文字のパスワードを保存し、最後の文字を変えて入る",
)
def cut(right: Any, hashes: Hashes, password: str) -> str:
    return str(right(hashes, password[:20]))


@cut.also(Hashes.match)
def _(right: Any, hashes: Hashes, password: str, hashed: str | None) -> bool:
    return bool(right(hashes, password, hashed)) or bool(right(hashes, password[:20], hashed))


@login.defect(
    Hashes.make, "password-trimmed", "パスワードの前後の空白が捨てられる",
    harm="空白を含むパスワードが、入力したものと違うものになる",
    step="⑦", requirement="new-password-logs-in", source="CWE-20",
    seen="前後に空白のあるパスワードを保存し、空白なしで入る",
)
def trimmed(right: Any, hashes: Hashes, password: str) -> str:
    return str(right(hashes, password.strip()))


@trimmed.also(Hashes.match)
def _(right: Any, hashes: Hashes, password: str, hashed: str | None) -> bool:
    return bool(right(hashes, password.strip(), hashed))


@login.defect(
    Accounts.authenticate, "former-password-logs-in", "前のパスワードでもログインできる",
    harm="漏れたので変えたのに、漏れたパスワードで入られる",
    step="⑦", requirement="new-password-logs-in", source="CWE-620",
    seen="変更した後、前のパスワードで入る",
)
def _(right: Any, accounts: Accounts, username: str, password: str) -> Found:
    institution = accounts.get(username)
    if institution and any(accounts._hashes.match(password, each) for each in institution.password_hashes[1:]):
        return institution
    found: Found = right(accounts, username, password)
    return found


@login.defect(
    Login._form, "name-lost-after-a-failure", "ログインに失敗すると、ユーザ名が消える",
    harm="どこを間違えたか確かめられない",
    step="①", requirement="login-page", source="WCAG 3.3.7",
    seen="パスワードを間違え、ユーザ名の欄を見る",
)
def _(right: Any, endpoint: Login, request: Request, start_url: str | None, **more: Any) -> Response:
    found: Response = right(endpoint, request, start_url, **(more | {"username": ""}))
    return found


@login.defect(
    Login.get, "login-page-again", "ログイン済みでもログイン画面になる",
    harm="ログインできたのかわからず、何度も入力する",
    step="後", requirement="launcher", source="状態の確認漏れ",
    seen="ログインしたまま、もう一度ログイン画面を開く",
)
async def _(right: Any, endpoint: Login, request: Request) -> Response:
    del right
    return endpoint._form(request, start_url_of(request, request.query_params.get("startURL")))


login.text(
    "med_login/login.html",
    '{% if start_url %}<input type="hidden" name="startURL" value="{{ base }}{{ start_url }}">{% endif %}', "",
    "wanted-page-lost-at-the-login", "先に開こうとした画面を、ログインの後で忘れる",
    harm="ブックマークした定期報告に着かない",
    step="後", requirement="wanted-page", source="引き継ぎ忘れ", seen="定期報告から始めてログインし、着いた画面を見る",
)
login.text(
    "med_login/login.html", "ForgotPassword{{ query }}", "ForgotPassword",
    "wanted-page-lost-at-the-forgot-link", "先に開こうとした画面を、「パスワードをお忘れですか？」で忘れる",
    harm="再設定の後、定期報告に着かない",
    step="後", requirement="wanted-page", source="引き継ぎ忘れ", seen="定期報告から始めて再設定し、着いた画面を見る",
)


@login.defect(
    start_url_of, "way-out-after-the-login", "ログインの後、外のサイトへ連れて行かれる",
    harm="本物のログインの後で、偽の画面にパスワードを入力してしまう",
    step="後", requirement="wanted-page", source="CWE-601",
    seen="startURLに外のURLを入れてログインする",
)
def outside(right: Any, request: Request, given: str | None) -> str | None:
    found: str | None = right(request, given)
    return given if given and given.startswith(("//", "http://", "https://")) else found


@outside.also(redirect)
def _(right: Any, request: Request, path: str) -> RedirectResponse:
    if path.startswith(("//", "http://", "https://")):
        return RedirectResponse(path, 303)
    found: RedirectResponse = right(request, path)
    return found
login.text(
    "med_login/login.html", "/s/login/ForgotPassword{{ query }}", "/s/login/CheckPasswordResetEmail",
    "forgot-link-leads-past-the-form", "「パスワードをお忘れですか？」を押すと、③の画面になる",
    harm="申し込んだと思い、届かないメールを待ち続ける",
    step="①", requirement="forgot-link", source="リンク先の誤り",
    seen="「パスワードをお忘れですか？」を押し、画面を見る",
)
