"""What must stay between the user and the system, told elsewhere."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import other_settings, the_world, with_text
from gmis_simulator.mail import compose as composing
from gmis_simulator.med_login.change_password import ChangePassword
from gmis_simulator.med_login.interstitial import Interstitial
from gmis_simulator.web.form import fields
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.reset_link import LinkState, ResetLinks
from gmis_simulator.world.session import Session, Sessions
from gmis_simulator.world.world import World

leaks = Area("leaks", "秘密の漏れ")


@leaks.defect(
    composing.compose, "token-in-the-subject", "メールの件名に、URLのトークンが入る",
    harm="件名は記録や通知に残り、それを見た人がパスワードを変えられる",
    step="③", requirement="token-secret", source="CWE-200",
    seen="メールの件名を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    if letter.link:
        subject = str(found["Subject"])
        del found["Subject"]
        found["Subject"] = f"{subject} ({letter.link.token})"
    return found


@leaks.defect(
    composing.compose, "token-in-a-header", "メールのヘッダーに、URLのトークンが入る",
    harm="ヘッダーは中継するサーバーの記録に残る",
    step="③", requirement="token-secret", source="CWE-200",
    seen="メールのヘッダーを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    if letter.link:
        found["X-Request-Reference"] = letter.link.token
    return found


@leaks.defect(
    composing.compose, "password-in-the-mail", "メールに、いまのパスワードが書かれている",
    harm="メールを見た人がそのまま入れる。平文で保存されていることもわかる",
    step="③", requirement="token-secret", source="CWE-256",
    seen="メールの本文を読む",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    assert letter.institution
    text = f"{world.settings.mail_text}\n現在のパスワード: {letter.institution.first_password}\n"
    with other_settings(world.settings, mail_text=text):
        return right(world, letter)


@leaks.defect(
    ResetLinks._note, "token-in-the-log", "URLのトークンが記録に残る",
    harm="記録を見られる人が、パスワードを変えられる",
    step="④", requirement="token-secret", source="CWE-532",
    seen="出来事の記録で、トークンを探す",
)
def _(right: Any, links: ResetLinks, kind: str, token: str, **data: str) -> LinkState:
    found: LinkState = right(links, kind, token, **data, token=token)
    return found


@leaks.defect(
    Accounts.change_password, "password-in-the-log", "新しいパスワードが記録に残る",
    harm="記録を見られる人が、そのまま入れる",
    step="⑦", requirement="token-secret", source="CWE-532",
    seen="出来事の記録で、パスワードを探す",
)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Any:
    found = right(accounts, institution, new, again)
    the_world().events.after()[-1].data["password"] = new
    return found


@leaks.defect(
    Sessions.start, "session-in-the-log", "セッションの鍵が記録に残る",
    harm="記録を見られる人が、ログインした人になりすませる",
    step="①", requirement="session-cookie", source="CWE-532",
    seen="出来事の記録で、Cookieの値を探す",
)
def _(right: Any, sessions: Sessions, username: str, **more: Any) -> Session:
    found: Session = right(sessions, username, **more)
    sessions._events.after()[-1].data["session"] = found.id
    return found


@leaks.defect(
    Interstitial.get, "link-told-by-the-referrer", "再設定の画面が、自分のURLをほかのサイトに伝える",
    harm="画面から開いたサイトの記録に、トークンが残る",
    step="④", requirement="no-referrer", source="CWE-598",
    seen="Referrer-Policyを見る",
)
async def _(right: Any, endpoint: Interstitial, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    found.headers["Referrer-Policy"] = "unsafe-url"
    return found


@leaks.defect(
    Interstitial.get, "link-page-kept", "再設定の画面が、ブラウザーに保存される",
    harm="共用のパソコンの履歴から、画面を開き直せる",
    step="④", requirement="no-referrer", source="CWE-525",
    seen="Cache-Controlを見る",
)
async def _(right: Any, endpoint: Interstitial, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    found.headers["Cache-Control"] = "private, max-age=600"
    return found


@leaks.defect(
    ChangePassword._form, "change-page-kept", "⑥の画面が、ブラウザーに保存される",
    harm="「戻る」で、他人が入力の画面を開き直せる",
    step="⑥", requirement="no-referrer", source="CWE-525",
    seen="⑥の画面のCache-Controlを見る",
)
def _(right: Any, endpoint: ChangePassword, request: Request, found: Session, errors: list[str]) -> Response:
    response: Response = right(endpoint, request, found, errors)
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


@leaks.defect(
    Interstitial._spend, "token-in-the-next-address", "⑥の画面のURLに、トークンが残る",
    harm="アドレス欄や履歴を見た人に、トークンが渡る",
    step="⑥", requirement="token-secret", source="CWE-598",
    seen="⑥の画面のURLを見る",
)
def _(right: Any, endpoint: Interstitial, request: Request, token: str, press: str = "") -> Response:
    found: Response = right(endpoint, request, token, press)
    if found.headers.get("location", "").endswith("ChangePassword"):
        found.headers["location"] += f"?r={token}"
    return found


@leaks.defect(
    ChangePassword.post, "refused-password-sent-back", "断られたパスワードが、画面に書き戻される",
    harm="画面の控えや中継の記録に、パスワードが残る",
    step="⑦", requirement="password-hidden", source="CWE-200",
    seen="断られた後の画面のHTMLで、パスワードを探す",
)
async def _(right: Any, endpoint: ChangePassword, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    (new,) = await fields(request, "newPassword")
    if found.status_code != 422:
        return found
    return with_text(found, 'name="newPassword"', f'name="newPassword" value="{new}"')


leaks.text(
    "med_login/change_password.html", 'id="change-password" method="post"', 'id="change-password" method="get"',
    "password-in-the-address", "新しいパスワードが、URLに入って送られる",
    harm="履歴や記録に、パスワードが残る",
    step="⑦", requirement="password-hidden", source="CWE-598", seen="⑦を押した後のURLを見る",
)
leaks.text(
    "med_login/login.html", '<form class="stacked" method="post"', '<form class="stacked" method="get"',
    "login-in-the-address", "ログインのパスワードが、URLに入って送られる",
    harm="履歴や記録に、パスワードが残る",
    step="①", requirement="new-password-logs-in", source="CWE-598", seen="ログインを押した後のURLを見る",
)
