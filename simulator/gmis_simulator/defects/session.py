"""Sessions: how long they live, what ends them, and the cookie that carries them."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings, the_world
from gmis_simulator.med_login.lead_back import LeadBack
from gmis_simulator.web.page import world_of
from gmis_simulator.web.sign_in import COOKIE, redirect, with_session
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.presses import Presses
from gmis_simulator.world.session import Session, Sessions
from gmis_simulator.world.world import World

session = Area("session", "セッションとCookie")

Found = Session | None


@session.defect(
    Sessions.end_others, "sessions-survive-change", "パスワードを変更しても他の端末がログアウトされない",
    harm="乗っ取られた人がパスワードを変えても、相手は入ったまま",
    step="⑦", requirement="sessions-end", source="CWE-613",
    seen="別のブラウザーでログインしたまま、パスワードを変える",
)
def _(right: Any, sessions: Sessions, kept: Session) -> None:
    del right, sessions, kept


@session.defect(
    Sessions.end_others, "change-ends-everybodys-sessions", "パスワードの変更で、ほかの医療機関もログアウトされる",
    harm="入力中の報告が失われる",
    step="⑦", requirement="sessions-end", source="検索条件にユーザ名がない誤り",
    seen="別の医療機関がログイン中に、パスワードを変える",
)
def _(right: Any, sessions: Sessions, kept: Session) -> None:
    del right
    for other in [each for each in sessions if each is not kept]:
        sessions.end(other, "password-changed")


@session.defect(
    Sessions.end_others, "change-ends-its-own-session", "パスワードを変更すると、自分もログアウトされる",
    harm="変更できたのかわからない",
    step="⑦", requirement="change-password", source="条件の書き忘れ",
    seen="パスワードを保存した後の画面を見る",
)
def _(right: Any, sessions: Sessions, kept: Session) -> None:
    right(sessions, kept)
    sessions.end(kept, "password-changed")


@session.defect(
    Sessions.end_others, "other-sessions-always-end", "他の端末をログアウトしない構成なのに、ログアウトされる",
    harm="管理者が設定を変えても、入力中の報告が失われる",
    step="⑦", requirement="settings-count", source="設定を読まない誤り",
    seen="change_ends_other_sessionsを切り、パスワードを変える",
)
def _(right: Any, sessions: Sessions, kept: Session) -> None:
    with other_settings(sessions._settings, change_ends_other_sessions=True):
        right(sessions, kept)


@session.defect(
    Sessions.get, "session-never-idle", "放置しても、ログアウトされない",
    harm="離席したパソコンから、他人が報告できる",
    step="後", requirement="session-idle", source="CWE-613",
    seen="2時間を超えて放置し、定期報告を開く",
)
def _(right: Any, sessions: Sessions, session_id: str | None) -> Found:
    if found := sessions._sessions.get(session_id or ""):
        found.last_seen = sessions._clock.now()
    return right(sessions, session_id)  # type: ignore[no-any-return]


@session.defect(
    Sessions.get, "session-ends-although-used", "使っていても、ログインから2時間でログアウトされる",
    harm="入力中の報告が失われる",
    step="後", requirement="session-idle", source="状態の更新忘れ",
    seen="90分ごとに画面を開き、3時間後に開く",
)
def _(right: Any, sessions: Sessions, session_id: str | None) -> Found:
    before = sessions._sessions.get(session_id or "")
    seen = before.last_seen if before else None
    found: Found = right(sessions, session_id)
    if found and seen:
        found.last_seen = seen
    return found


@session.defect(
    Sessions.get, "session-ends-at-the-limit", "ちょうど2時間の時点でログアウトされる",
    harm="案内の時間内なのに、入力が失われる",
    step="後", requirement="session-idle", source="CWE-193",
    seen="ちょうど2時間放置し、画面を開く",
)
def _(right: Any, sessions: Sessions, session_id: str | None) -> Found:
    found = sessions._sessions.get(session_id or "")
    idle = (sessions._clock.now() - found.last_seen).total_seconds() if found else 0
    if found and idle >= sessions._settings.session_idle_minutes * 60:
        sessions.end(found, "idle")
    return right(sessions, session_id)  # type: ignore[no-any-return]


@session.defect(
    Sessions.get, "session-idle-setting-ignored", "放置できる時間の設定が効かない",
    harm="管理者が短くしても、2時間入ったまま",
    step="後", requirement="settings-count", source="設定を読まない誤り",
    seen="session_idle_minutesを10にして、11分放置する",
)
def _(right: Any, sessions: Sessions, session_id: str | None) -> Found:
    with other_settings(sessions._settings, session_idle_minutes=default_of("session_idle_minutes")):
        found: Found = right(sessions, session_id)
    return found


@session.defect(
    Sessions.end, "logout-in-the-browser-only", "ログアウトしても、サーバーのセッションは残る",
    harm="盗まれたCookieは、ログアウトの後も使える",
    step="後", requirement="logout", source="CWE-613",
    seen="ログアウトの後、前のCookieで画面を開く",
)
def kept(right: Any, sessions: Sessions, found: Session, reason: str) -> None:
    if reason != "logout":
        right(sessions, found, reason)


@kept.also(redirect)
def _(right: Any, request: Request, path: str) -> Response:
    found: Response = right(request, path)
    if request.state.path == "/s/logout":
        found.delete_cookie(COOKIE, path=f"/{world_of(request).name}/")
    return found


@session.defect(
    Sessions.end, "logout-does-nothing", "ログアウトしても、ログインしたまま",
    harm="共用のパソコンで、次の人が報告できる",
    step="後", requirement="logout", source="CWE-613",
    seen="ログアウトし、ログイン画面を開く",
)
def _(right: Any, sessions: Sessions, found: Session, reason: str) -> None:
    if reason != "logout":
        right(sessions, found, reason)


@session.defect(
    Sessions.end, "logout-everywhere", "ログアウトすると、ほかの端末もログアウトされる",
    harm="ほかの人が入力中の報告が失われる",
    step="後", requirement="logout", source="条件の書き忘れ",
    seen="2つのブラウザーでログインし、片方でログアウトする",
)
def _(right: Any, sessions: Sessions, found: Session, reason: str) -> None:
    right(sessions, found, reason)
    for other in [each for each in sessions if reason == "logout" and each.username == found.username]:
        right(sessions, other, reason)


@session.defect(
    with_session, "session-fixed-before-the-login", "ログインの前に与えられたCookieを、ログインの後も使う",
    harm="攻撃者が用意したCookieで、ログインした人になりすませる",
    step="①", requirement="session-cookie", source="CWE-384",
    seen="Cookieを用意してログインし、値が変わったかを見る",
)
def _(right: Any, response: Response, request: Request, started: Session) -> Response:
    if given := request.cookies.get(COOKIE):
        sessions = world_of(request).sessions
        sessions._sessions.pop(started.id, None)
        started.id = given
        sessions.put(started)
    found: Response = right(response, request, started)
    return found


def _cookie(request: Request, response: Response, right: str, wrong: str) -> Response:
    del request
    for number, (name, value) in enumerate(response.raw_headers):
        if name == b"set-cookie":
            response.raw_headers[number] = name, value.replace(right.encode(), wrong.encode())
    return response


@session.defect(
    with_session, "cookie-open-to-scripts", "セッションのCookieを、スクリプトが読める",
    harm="画面に紛れ込んだスクリプトに、ログインを盗まれる",
    step="①", requirement="session-cookie", source="CWE-1004",
    seen="Cookieの属性を見る",
)
def _(right: Any, response: Response, request: Request, started: Session) -> Response:
    return _cookie(request, right(response, request, started), "HttpOnly; ", "")


@session.defect(
    with_session, "cookie-sent-across-sites", "セッションのCookieが、ほかのサイトからの要求にもつく",
    harm="罠のページから、ログイン中の人に操作させられる",
    step="①", requirement="session-cookie", source="CWE-1275",
    seen="Cookieの属性を見る",
)
def _(right: Any, response: Response, request: Request, started: Session) -> Response:
    return _cookie(request, right(response, request, started), "; SameSite=lax", "")


@session.defect(
    with_session, "cookie-for-every-path", "セッションのCookieが、サイトのどこにでも送られる",
    harm="別のシステムに、ログインの鍵が渡る",
    step="①", requirement="session-cookie", source="ASVS 3.3 (Cookieの範囲)",
    seen="Cookieのパスを見る",
)
def _(right: Any, response: Response, request: Request, started: Session) -> Response:
    return _cookie(request, right(response, request, started), f"Path=/{world_of(request).name}/", "Path=/")


@session.defect(
    with_session, "cookie-kept-on-disk", "ブラウザーを閉じても、ログインが残る",
    harm="共用のパソコンで、次の人が報告できる",
    step="①", requirement="session-cookie", source="CWE-539",
    seen="Cookieの期限を見る",
)
def _(right: Any, response: Response, request: Request, started: Session) -> Response:
    return _cookie(request, right(response, request, started), "HttpOnly", "HttpOnly; Max-Age=2592000")


@session.defect(
    LeadBack.__call__, "unsaved-reset-opens-gmis", "新しいパスワードを保存しなくても、G-MISに入れる",
    harm="URLを拾った人が、気づかれずに報告を読める",
    step="⑥", requirement="saved-first", source="CWE-288",
    seen="⑥を保存せずに、定期報告のURLを開く",
)
async def _(right: Any, lead_back: LeadBack, scope: Scope, receive: Receive, send: Send) -> None:
    if Request(scope).state.path.startswith("/gmis/"):
        await lead_back._app(scope, receive, send)
        return
    await right(lead_back, scope, receive, send)


@session.defect(
    LeadBack.__call__, "unsaved-reset-opens-the-launcher", "新しいパスワードを保存しなくても、Med-Loginに入れる",
    harm="パスワードを変えたつもりで終えてしまう",
    step="⑥", requirement="saved-first", source="CWE-288",
    seen="⑥を保存せずに、Med-Loginの画面を開く",
)
async def _(right: Any, lead_back: LeadBack, scope: Scope, receive: Receive, send: Send) -> None:
    if Request(scope).state.path == "/s/":
        await lead_back._app(scope, receive, send)
        return
    await right(lead_back, scope, receive, send)


@session.defect(
    Accounts.change_password, "failed-change-counts-as-saved", "断られた変更でも、ログインしたことになる",
    harm="パスワードが変わっていないことに気づかない",
    step="⑦", requirement="saved-first", source="CWE-393",
    seen="断られた後で、Med-Loginの画面を開く",
)
def _(right: Any, accounts: Accounts, institution: Any, new: str, again: str) -> Any:
    refusals = right(accounts, institution, new, again)
    for each in the_world().sessions if refusals else ():
        if each.username == institution.username:
            each.must_change = False
    return refusals


@session.defect(
    World._shut_out, "disabled-account-keeps-its-link", "無効にしたアカウントのURLとセッションが、そのまま使える",
    harm="退職した人や閉院した医療機関の権限が、残り続ける",
    step="④", requirement="account-closed", source="CWE-613",
    seen="メールの後でアカウントを無効にし、URLを開く",
)
def _(right: Any, world: World, username: str, reason: str) -> None:
    del right, world, username, reason


@session.defect(
    Sessions.shut_out, "closed-account-stays-logged-in", "アカウントを無効にしても、ログイン中の人は入ったままになる",
    harm="閉院した医療機関の名前で、報告が続けられる",
    step="後", requirement="account-closed", source="CWE-613",
    seen="ログイン中にアカウントを無効にし、定期報告を開く",
)
def _(right: Any, sessions: Sessions, username: str, reason: str) -> None:
    del right, sessions, username, reason


@session.defect(
    Sessions.opened_by, "double-click-spends-the-link", "⑤を二度押すと、使用済みといわれる",
    harm="届いたばかりのURLなのに、使えないといわれる",
    step="⑤", requirement="pressed-twice", source="CWE-362",
    seen="⑤のボタンをダブルクリックする",
)
def _(right: Any, sessions: Sessions, press: str) -> Found:
    del right, sessions, press
    return None


@session.defect(
    Presses.is_first, "double-click-sends-two-mails", "送信を二度押すと、メールが二通送られる",
    harm="事務局に同じ依頼が二通届き、二通目は手続き中と断られる",
    step="③", requirement="pressed-twice", source="二重送信の検査漏れ",
    seen="メールの送信をダブルクリックする",
)
def _(right: Any, presses: Presses, press: str) -> bool:
    del right, presses, press
    return True
