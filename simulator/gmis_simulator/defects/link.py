"""The reset link's life: once, in time, the newest one, of one account."""

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings, the_world
from gmis_simulator.med_login.forgot_password import ForgotPassword
from gmis_simulator.med_login.interstitial import Interstitial
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.paths import INTERSTITIAL
from gmis_simulator.world.reset_link import LinkState, ResetLink, ResetLinks
from gmis_simulator.world.session import Session, Sessions
from gmis_simulator.world.tokens import Tokens

link = Area("link", "再設定用URL")

Spent = tuple[LinkState, ResetLink | None]


@link.defect(
    ResetLinks.spend, "reset-link-reusable", "再設定用URLが何度でも使える",
    harm="メールを見た人が、後から何度でもパスワードを変えられる",
    step="⑤", requirement="link-once", source="CWE-294",
    seen="一度使ったURLをもう一度開き、ボタンを押す",
)
def _(right: Any, links: ResetLinks, token: str) -> Spent:
    state, found = right(links, token)
    if found is not None:
        found.spent = False
    return state, found


@link.defect(
    ResetLinks.spend, "reset-link-spent-on-saving-only", "再設定用URLが、パスワードを保存するまで使用済みにならない",
    harm="途中でやめたURLを、ほかの人が使える",
    step="⑤", requirement="link-once", source="CWE-294",
    seen="⑥の画面を保存せずに閉じ、同じURLをもう一度使う",
)
def unsaved(right: Any, links: ResetLinks, token: str) -> Spent:
    state, found = right(links, token)
    if found is not None:
        found.spent = False
    return state, found


@unsaved.also(Accounts.change_password)
def _(right: Any, accounts: Accounts, institution: Institution, new: str, again: str) -> Any:
    refusals = right(accounts, institution, new, again)
    for each in the_world().links if not refusals else ():
        each.spent = each.spent or each.username == institution.username
    return refusals


@link.defect(
    ResetLinks.state, "reset-link-never-expires", "再設定用URLの期限が切れない",
    harm="古いメールを手に入れた人が、いつまでもパスワードを変えられる",
    step="④", requirement="link-expires", source="CWE-613",
    seen="24時間より後にURLを開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    found: LinkState = right(links, token)
    return LinkState.ALIVE if found is LinkState.EXPIRED else found


@link.defect(
    ResetLinks.state, "reset-link-expires-early", "再設定用URLの期限が1時間早く切れる",
    harm="メールに書かれた時間内なのに使えない",
    step="④", requirement="link-expires", source="CWE-682",
    seen="23時間59分後にURLを開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    found: LinkState = right(links, token)
    early = timedelta(hours=links._settings.link_lifetime_hours - 1)
    alive = found is LinkState.ALIVE and links._clock.now() - links._links[token].issued_at > early
    return LinkState.EXPIRED if alive else found


@link.defect(
    ResetLinks.state, "reset-link-dead-at-the-limit", "再設定用URLが、ちょうど24時間の時点で使えない",
    harm="期限の最後の瞬間に使えない",
    step="④", requirement="link-expires", source="CWE-193",
    seen="ちょうど24時間後にURLを開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    found: LinkState = right(links, token)
    limit = timedelta(hours=links._settings.link_lifetime_hours)
    over = found is LinkState.ALIVE and links._clock.now() - links._links[token].issued_at >= limit
    return LinkState.EXPIRED if over else found


@link.defect(
    ResetLinks.state, "reset-link-expires-at-midnight", "再設定用URLの期限が、24時間ではなく日付で切れる",
    harm="夜に申し込んだ人が、翌朝には使えない",
    step="④", requirement="link-expires", source="期限を暦日で数える誤り",
    seen="23時に申し込み、翌日にURLを開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    found: LinkState = right(links, token)
    if found is LinkState.ALIVE and links._links[token].issued_at.date() != links._clock.now().date():
        return LinkState.EXPIRED
    return found


@link.defect(
    ResetLinks.state, "reset-link-by-the-machines-clock", "再設定用URLの期限を、別の時計で数える",
    harm="時計のずれたサーバーで、期限が来ない、またはすぐ切れる",
    step="④", requirement="link-expires", source="複数の時計を混ぜる誤り",
    seen="世界の時計だけを進めてURLを開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    found: LinkState = right(links, token)
    if found not in (LinkState.ALIVE, LinkState.EXPIRED):
        return found
    over = datetime.now(JST) - links._links[token].issued_at > timedelta(hours=links._settings.link_lifetime_hours)
    return LinkState.EXPIRED if over else LinkState.ALIVE


@link.defect(
    ResetLinks.state, "reset-link-lifetime-fixed", "再設定用URLの期限の設定が効かない",
    harm="管理者が期限を変えても、24時間のまま",
    step="④", requirement="settings-count", source="設定を読まない誤り",
    seen="期限を1時間にして、2時間後に開く",
)
def _(right: Any, links: ResetLinks, token: str) -> LinkState:
    with other_settings(links._settings, link_lifetime_hours=default_of("link_lifetime_hours")):
        found: LinkState = right(links, token)
    return found


@link.defect(
    ResetLinks.open, "reset-link-spent-by-looking", "再設定用URLが開いただけで使用済みになる",
    harm="メールの検査装置や先読みが開いたURLを、本人が使えない",
    step="④", requirement="link-asks", source="CWE-650",
    seen="URLを2回開く",
)
def _(right: Any, links: ResetLinks, token: str, method: str) -> LinkState:
    state: LinkState = right(links, token, method)
    if state is LinkState.ALIVE:
        links.spend(token)
    return state


@link.defect(
    Interstitial.head, "head-spends-the-link", "確認画面のない構成で、HEADがURLを使用済みにする",
    harm="URLの有無だけを調べる検査装置が、本人より先に使ってしまう",
    step="④", requirement="link-asks", source="CWE-650",
    seen="確認画面をなくし、HEADのあとで開く",
)
async def _(right: Any, interstitial: Interstitial, request: Request) -> Response:
    world = world_of(request)
    if not world.settings.interstitial:
        world.links.spend(request.query_params.get("r", ""))
    found: Response = await right(interstitial, request)
    return found


@link.defect(
    ResetLinks.spend, "expired-link-still-confirmed", "画面を開いたまま期限が切れたURLが、ボタンでは使える",
    harm="席を離れた人の画面から、翌日でもパスワードを変えられる",
    step="⑤", requirement="link-expires-while-open", source="CWE-367",
    seen="確認画面を開いたまま25時間進め、ボタンを押す",
)
def _(right: Any, links: ResetLinks, token: str) -> Spent:
    state, found = right(links, token)
    late = links._links.get(token) if state is LinkState.EXPIRED else None
    if late is None or late.spent:
        return state, found
    late.spent = True
    return LinkState.ALIVE, late


@link.defect(
    ResetLinks.issue, "older-links-live-on", "新しい申し込みの後も、前のURLが使える",
    harm="古いメールからもパスワードを変えられる",
    step="④", requirement="newest-link", source="CWE-613",
    seen="2回申し込み、古いほうのURLを開く",
)
def _(right: Any, links: ResetLinks, username: str, start_url: str | None) -> ResetLink:
    with other_settings(links._settings, older_links_revoked=False):
        found: ResetLink = right(links, username, start_url)
    return found


@link.defect(
    ResetLinks.issue, "only-the-last-link-revoked", "新しい申し込みで、直前のURLしか無効にならない",
    harm="3回申し込むと、最初のメールのURLがまた使える",
    step="④", requirement="newest-link", source="CWE-613",
    seen="3回申し込み、最初のURLを開く",
)
def _(right: Any, links: ResetLinks, username: str, start_url: str | None) -> ResetLink:
    before = [each for each in links if each.username == username]
    found: ResetLink = right(links, username, start_url)
    for each in before[:-1]:
        each.revoked = False
    return found


@link.defect(
    ResetLinks.issue, "everybodys-links-revoked", "だれかの申し込みで、ほかの医療機関のURLも無効になる",
    harm="同じ日に申し込んだ別の医療機関が、届いたばかりのURLを使えない",
    step="④", requirement="newest-link", source="検索条件にユーザ名がない誤り",
    seen="別の医療機関が申し込んだ後でURLを開く",
)
def _(right: Any, links: ResetLinks, username: str, start_url: str | None) -> ResetLink:
    found: ResetLink = right(links, username, start_url)
    for each in links:
        each.revoked = each.revoked or (each is not found and not each.spent)
    return found


@link.defect(
    ResetLinks.issue, "older-links-always-revoked", "前のURLも使える構成なのに、使えない",
    harm="管理者が設定を変えても、古いメールが使えない",
    step="④", requirement="settings-count", source="設定を読まない誤り",
    seen="older_links_revokedを切り、古いURLを開く",
)
def _(right: Any, links: ResetLinks, username: str, start_url: str | None) -> ResetLink:
    with other_settings(links._settings, older_links_revoked=True):
        found: ResetLink = right(links, username, start_url)
    return found


@link.defect(
    ResetLinks.open, "token-capitals-ignored", "トークンの大文字と小文字を区別しない",
    harm="URLを当てるのが、はるかに易しくなる",
    step="④", requirement="link-changed", source="CWE-178",
    seen="トークンの大文字と小文字を入れ替えて開く",
)
def capitals(right: Any, links: ResetLinks, token: str, method: str) -> Any:
    return right(links, next((each for each in links._links if each.lower() == token.lower()), token), method)


@capitals.also(ResetLinks.spend)
def _(right: Any, links: ResetLinks, token: str) -> Any:
    return right(links, next((each for each in links._links if each.lower() == token.lower()), token))


@link.defect(
    ResetLinks.open, "token-compared-in-part", "トークンの前半しか調べない",
    harm="URLを当てるのが、はるかに易しくなる",
    step="④", requirement="link-changed", source="CWE-187",
    seen="トークンの最後の1文字を変えて開く",
)
def part(right: Any, links: ResetLinks, token: str, method: str) -> Any:
    return right(links, next((each for each in links._links if each[:16] == token[:16]), token), method)


@part.also(ResetLinks.spend)
def _(right: Any, links: ResetLinks, token: str) -> Any:
    return right(links, next((each for each in links._links if each[:16] == token[:16]), token))


@link.defect(
    Tokens.token, "token-can-be-guessed", "トークンが短い数字である",
    harm="URLを総当たりで当てられる",
    step="④", requirement="link-changed", source="CWE-334",
    seen="URLのトークンの長さと文字の種類を見る",
)
def _(right: Any, tokens: Tokens) -> str:
    del right
    return str(tokens.between(10_000_000, 99_999_999))


@link.defect(
    Sessions.end, "spent-link-keeps-the-half-open-session", "使用済みのURLの後も、⑥の画面に引き戻される",
    harm="やり直そうとしても②に進めない",
    step="⑤", requirement="link-once", source="片付け忘れ",
    seen="⑥を保存せずに閉じ、同じURLのボタンを押す",
)
def _(right: Any, sessions: Sessions, session: Session, reason: str) -> None:
    if reason != "link-spent":
        right(sessions, session, reason)


@link.defect(
    redirect, "spent-link-setting-ignored", "使用済みのURLの行き先の設定が効かない",
    harm="ログイン画面に戻す構成なのに、②に戻る",
    step="⑤", requirement="settings-count", source="設定を読まない誤り",
    seen="spent_link_leads_toをloginにして、使用済みのURLのボタンを押す",
)
def _(right: Any, request: Request, path: str) -> Response:
    spent = path == "/s/login/" and request.state.path.startswith(INTERSTITIAL)
    found: Response = right(request, "/s/login/ForgotPassword?notice=spent" if spent else path)
    return found


link.text(
    "med_login/forgot_password.html", "{% if notice %}", "{% if false %}",
    "spent-link-says-nothing", "使用済みのURLで②に戻されたとき、理由が表示されない",
    harm="なぜ最初からやり直すのかわからない",
    step="⑤", requirement="link-once", source="WCAG 3.3.1", seen="使用済みのURLのボタンを押した後の画面を読む",
)


@link.defect(
    Interstitial._spend, "link-changes-whoever-is-logged-in",
    "URLの持ち主ではなく、ログイン中の医療機関のパスワードが変わる",
    harm="共用のパソコンで、別の医療機関のパスワードを変えてしまう",
    step="⑤", requirement="link-of-another", source="CWE-639",
    seen="別の医療機関でログインしたままURLを使う",
)
def _(right: Any, interstitial: Interstitial, request: Request, token: str, press: str = "") -> Response:
    before = session_of(request)
    found: Response = right(interstitial, request, token, press)
    latest = list(world_of(request).sessions)[-1:]
    if before and not before.must_change and latest and latest[0].must_change:
        latest[0].username = before.username
    return found


@link.defect(
    Interstitial.get, "interstitial-always-shown", "確認画面をなくす設定が効かない",
    harm="古い構成を再現できない",
    step="④", requirement="settings-count", source="設定を読まない誤り",
    seen="interstitialを切ってURLを開く",
)
async def _(right: Any, interstitial: Interstitial, request: Request) -> Response:
    world, token = world_of(request), request.query_params.get("r", "")
    if world.settings.interstitial or world.links.state(token) not in (LinkState.ALIVE, LinkState.SPENT):
        found: Response = await right(interstitial, request)
        return found
    world.links.open(token, "GET")
    return page(request, "med_login/interstitial.html", token=token, press="")


@link.defect(
    ResetLinks.issue, "wanted-page-lost-by-the-reset", "先に開こうとした画面を、再設定の後で忘れる",
    harm="定期報告に着かず、どこへ進めばよいかわからない",
    step="後", requirement="wanted-page", source="引き継ぎ忘れ",
    seen="定期報告から始めて再設定し、着いた画面を見る",
)
def _(right: Any, links: ResetLinks, username: str, start_url: str | None) -> ResetLink:
    del start_url
    found: ResetLink = right(links, username, None)
    return found


@link.defect(
    Interstitial._spend, "confirming-leads-to-the-login", "⑤のボタンを押すと、ログイン画面に戻される",
    harm="URLは使用済みになり、パスワードは変えられない",
    step="⑤", requirement="confirm", source="セッションの渡し忘れ",
    seen="届いたURLを開き、ボタンを押す",
)
def _(right: Any, interstitial: Interstitial, request: Request, token: str, press: str = "") -> Response:
    found: Response = right(interstitial, request, token, press)
    return redirect(request, "/s/login/") if "set-cookie" in found.headers else found


@link.defect(
    ForgotPassword.post, "link-bound-to-the-browser-that-asked", "申し込んだブラウザーでしか、URLを使えない",
    harm="パソコンで申し込み、スマートフォンでメールを開く人が、先へ進めない",
    step="④", requirement="link-elsewhere", source="Cookieに頼る誤り",
    seen="申し込んだのとは別のブラウザーで、URLを開く",
)
async def bound(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    found.set_cookie("asked", "1", path=f"/{world_of(request).name}/")
    return found


@bound.also(Interstitial.get)
async def _(right: Any, interstitial: Interstitial, request: Request) -> Response:
    found: Response = await right(interstitial, request)
    return found if "asked" in request.cookies else interstitial._dead(request)


@link.defect(
    Interstitial._spend, "link-spent-in-its-browser-alone", "使用済みのURLが、別のブラウザーでは使える",
    harm="メールを見た人が、自分のパソコンでパスワードを変えられる",
    step="⑤", requirement="link-spent-elsewhere", source="CWE-565",
    seen="使ったURLを、別のブラウザーで開いて使う",
)
def _(right: Any, interstitial: Interstitial, request: Request, token: str, press: str = "") -> Response:
    world = world_of(request)
    state, known = world.links.state(token), [each for each in world.links if each.token == token]
    if state is LinkState.SPENT and "used" not in request.cookies:
        known[0].spent = False
    found: Response = right(interstitial, request, token, press)
    found.set_cookie("used", "1", path=f"/{world.name}/")
    return found
