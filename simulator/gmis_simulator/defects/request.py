"""The request for a reset: who gets a mail, how often, and what the page gives away."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import other_settings, the_world, with_text
from gmis_simulator.mail.connections import NotAccepted
from gmis_simulator.med_login.forgot_password import ForgotPassword
from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.addresses import check_registered
from gmis_simulator.world.institution import Institution, is_username
from gmis_simulator.world.letter import Letter, Letters
from gmis_simulator.world.reset import Outcome, Resets
from gmis_simulator.world.world import World

request_ = Area("request", "再設定の申し込み")

SENT = "/s/login/CheckPasswordResetEmail"


@request_.defect(
    Accounts.get, "capitals-matter", "ユーザ名の大文字と小文字が区別される",
    harm="大文字で入力した人に、メールが届かない",
    step="②", requirement="user-name", source="CWE-178",
    seen="ユーザ名を大文字で入力して申し込む",
)
def _(right: Any, accounts: Accounts, username: str) -> Institution | None:
    found: Institution | None = right(accounts, username)
    return found if found and found.username == username else None


@request_.defect(
    Letters.add_reset, "mail-sent-twice", "再設定メールが二通送られる",
    harm="どちらのURLを使えばよいかわからない",
    step="③", requirement="mail-arrives", source="二重送信",
    seen="1回申し込み、メールを数える",
)
def _(right: Any, *given: Any) -> Letter:
    right(*given)
    found: Letter = right(*given)
    return found


def _outcome() -> str:
    return str(the_world().events.after()[-1].data.get("outcome", ""))


@request_.defect(
    ForgotPassword.post, "unknown-name-told", "登録のないユーザ名だと画面でわかる",
    harm="だれのアカウントがあるかを、外から調べられる",
    step="②", requirement="unknown-name", source="CWE-204",
    seen="登録のないユーザ名で申し込み、画面を比べる",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    response: Response = await right(endpoint, request)
    if response.status_code == 303 and _outcome() == "unknown":
        return endpoint._form(request, None, notice="このユーザ名は登録されていません。")
    return response


@request_.defect(
    ForgotPassword.post, "unknown-name-in-the-address", "登録のないユーザ名だと、次の画面のURLでわかる",
    harm="だれのアカウントがあるかを、外から調べられる",
    step="②", requirement="unknown-name", source="CWE-204",
    seen="登録のないユーザ名で申し込み、URLを比べる",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    response: Response = await right(endpoint, request)
    if response.status_code == 303 and _outcome() == "unknown":
        response.headers["location"] += "?sent=0"
    return response


@request_.defect(
    ForgotPassword.post, "no-address-told", "メールアドレスの登録がないと画面でわかる",
    harm="アカウントがあることと、その弱点が外からわかる",
    step="②", requirement="no-address", source="CWE-204",
    seen="アドレスのないアカウントで申し込む",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    response: Response = await right(endpoint, request)
    if response.status_code == 303 and _outcome() == "no-address":
        return endpoint._form(request, None, notice="メールアドレスが登録されていません。")
    return response


@request_.defect(
    ForgotPassword.post, "limit-told", "申し込みの回数が多すぎると画面でわかる",
    harm="アカウントがあることが外からわかる",
    step="②", requirement="request-limit", source="CWE-204",
    seen="6回申し込み、画面を比べる",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    response: Response = await right(endpoint, request)
    if response.status_code == 303 and _outcome() == "limit":
        return endpoint._form(request, None, notice="本日の申し込みの上限に達しました。")
    return response


@request_.defect(
    Resets._judge, "disabled-account-mailed", "無効なアカウントにもURLが送られる",
    harm="退職者などが、止めたはずのアカウントを取り戻せる",
    step="②", requirement="account-disabled", source="CWE-286",
    seen="アカウントを無効にして申し込む",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    found: Outcome = right(resets, institution)
    return Outcome.MAILED if found is Outcome.DISABLED else found


@request_.defect(
    Resets._judge, "limit-one-too-many", "申し込みが1日に6回までできる",
    harm="メールを大量に送りつけられる",
    step="②", requirement="request-limit", source="CWE-193",
    seen="6回申し込み、メールを数える",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    more = resets._settings.reset_requests_per_day + 1
    with other_settings(resets._settings, reset_requests_per_day=more):
        found: Outcome = right(resets, institution)
    return found


@request_.defect(
    Resets._judge, "limit-one-too-few", "申し込みが1日に4回しかできない",
    harm="届かないので試し直す人が、早く締め出される",
    step="②", requirement="request-limit", source="CWE-193",
    seen="5回申し込み、メールを数える",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    less = resets._settings.reset_requests_per_day - 1
    with other_settings(resets._settings, reset_requests_per_day=less):
        found: Outcome = right(resets, institution)
    return found


@request_.defect(
    Resets._judge, "limit-never", "申し込みの回数に上限がない",
    harm="他人にメールを送り続けられる",
    step="②", requirement="request-limit", source="CWE-799",
    seen="6回申し込み、メールを数える",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    found: Outcome = right(resets, institution)
    return Outcome.MAILED if found is Outcome.LIMIT else found


@request_.defect(
    Resets._judge, "limit-by-calendar-day", "申し込みの回数を、24時間ではなく日付で数える",
    harm="日付が変わるだけで、また大量に送れる",
    step="②", requirement="request-limit", source="期限を暦日で数える誤り",
    seen="23時に5回申し込み、0時過ぎにもう一度申し込む",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    if institution:
        today = resets._clock.now().date()
        institution.requests = [at for at in institution.requests if at.date() == today]
    found: Outcome = right(resets, institution)
    return found


@request_.defect(
    Resets._judge, "limit-shared-by-all", "申し込みの回数を、全医療機関の合計で数える",
    harm="報告の初日に、ほとんどの医療機関がメールを受け取れない",
    step="②", requirement="request-limit", source="検索条件にユーザ名がない誤り",
    seen="ある医療機関で上限まで申し込み、別の医療機関で申し込む",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    found: Outcome = right(resets, institution)
    together = sum(len(each.requests) for each in resets._accounts)
    return Outcome.LIMIT if found is Outcome.MAILED and together > resets._settings.reset_requests_per_day else found


@request_.defect(
    Resets._judge, "limit-prolonged-by-trying", "断られた申し込みも数えられ、締め出しが延びる",
    harm="試し続ける人は、いつまでもメールを受け取れない",
    step="②", requirement="request-limit", source="CWE-645",
    seen="上限の後も何度か申し込み、24時間後に申し込む",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    found: Outcome = right(resets, institution)
    if institution and found is Outcome.LIMIT:
        institution.requests.append(resets._clock.now())
    return found


@request_.defect(
    Resets._judge, "locked-account-gets-a-link", "ロックされたアカウントにもURLが送られる",
    harm="ロックが意味をなさない",
    step="③", requirement="account-locked", source="CWE-307",
    seen="ロックしてから申し込み、メールを読む",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    found: Outcome = right(resets, institution)
    return Outcome.MAILED if found is Outcome.LOCKED else found


@request_.defect(
    Resets.request, "locked-account-gets-no-mail", "ロックされたアカウントには、何の知らせも届かない",
    harm="ロックされていると知らずに待ち続ける",
    step="③", requirement="account-locked", source="案内の欠落",
    seen="ロックしてから申し込み、メールを待つ",
)
def _(right: Any, resets: Resets, username: str, start_url: str | None = None) -> Letter | None:
    institution = resets._accounts.get(username)
    if institution and institution.locked(resets._clock.now()):
        resets._events.append("reset.requested", username=username, outcome=Outcome.LOCKED.value)
        return None
    found: Letter | None = right(resets, username, start_url)
    return found


@request_.defect(
    is_username, "full-width-name-accepted", "全角のユーザ名が断られず、メールも届かない",
    harm="誤りに気づかず、届かないメールを待ち続ける",
    step="②", requirement="malformed-name", source="CWE-176",
    seen="全角のユーザ名で申し込む",
)
def _(right: Any, text: str) -> bool:
    return bool(right(text)) or (len(text) == 8 and text.isalnum())


@request_.defect(
    is_username, "longer-name-accepted", "9文字以上のユーザ名が断られない",
    harm="打ち間違いに気づかず、届かないメールを待ち続ける",
    step="②", requirement="user-name", source="CWE-625",
    seen="9文字のユーザ名で申し込む",
)
def _(right: Any, text: str) -> bool:
    return bool(right(text[:8]))


@request_.defect(
    is_username, "copied-blank-accepted", "空白のついたユーザ名が断られず、メールも届かない",
    harm="貼り付けたときの空白に気づかず、届かないメールを待ち続ける",
    step="②", requirement="malformed-name", source="CWE-20",
    seen="末尾に空白をつけて申し込む",
)
def _(right: Any, text: str) -> bool:
    return bool(right(text.strip()))


@request_.defect(
    ForgotPassword._form, "typed-name-forgotten", "断られると、入力したユーザ名が消える",
    harm="どこを間違えたか確かめられない",
    step="②", requirement="malformed-name", source="WCAG 3.3.1",
    seen="7文字のユーザ名で申し込み、欄を見る",
)
def _(right: Any, endpoint: ForgotPassword, request: Request, start_url: str | None, **more: Any) -> Response:
    found: Response = right(endpoint, request, start_url, **(more | {"username": ""}))
    return found


request_.text(
    "med_login/forgot_password.html",
    '{% if start_url %}<input type="hidden" name="startURL" value="{{ base }}{{ start_url }}">{% endif %}', "",
    "wanted-page-lost-at-the-request", "先に開こうとした画面を、②で忘れる",
    harm="再設定の後、定期報告に着かない",
    step="後", requirement="wanted-page", source="引き継ぎ忘れ", seen="定期報告から始めて再設定し、着いた画面を見る",
)


@request_.defect(
    ForgotPassword.post, "forged-host-in-the-link", "偽のホスト名が、メールのURLに入る",
    harm="攻撃者のサイトへのURLが、本物のメールで届く",
    step="②", requirement="forged-host", source="CWE-640",
    seen="X-Forwarded-Hostをつけて申し込み、メールのURLを見る",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    world = world_of(request)
    if forged := request.headers.get("x-forwarded-host"):
        world.url = f"http://{forged}/{world.name}"
    found: Response = await right(endpoint, request)
    return found


@request_.defect(
    ForgotPassword.post, "answer-waits-for-the-mail", "登録のあるユーザ名では、送信が終わるまで画面が返らない",
    harm="応答の時間で、アカウントの有無がわかる。メールサーバーが遅いと画面も固まる",
    step="②", requirement="no-hint-by-time", source="CWE-208",
    seen="メールサーバーを遅くして申し込み、応答の時間を比べる",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    await request.app.state.mail.clockwork.settle(world_of(request))
    return found


@request_.defect(
    ForgotPassword.post, "reloading-asks-again", "③の画面を再読み込みすると、もう一度申し込まれる",
    harm="知らないうちに何通も届き、上限に達する",
    step="③", requirement="ask-for-reset", source="Post/Redirect/Getの欠落",
    seen="③の画面を再読み込みし、メールを数える",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    return page(request, "med_login/mail_sent.html") if found.status_code == 303 else found


@request_.defect(
    ForgotPassword.get, "asked-by-a-mere-link", "URLを開くだけで、申し込みになる",
    harm="罠のリンクを踏ませるだけで、他人にメールを送れる",
    step="②", requirement="ask-for-reset", source="CWE-352",
    seen="?username=をつけて②を開き、メールを待つ",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    username = request.query_params.get("username", "")
    if is_username(username):
        world_of(request).resets.request(username)
        return redirect(request, SENT)
    found: Response = await right(endpoint, request)
    return found


@request_.defect(
    Resets._judge, "asked-only-once", "二度目の申し込みから、メールが届かない",
    harm="最初のメールが届かなかった人が、やり直せない",
    step="②", requirement="start-again", source="状態の片付け忘れ",
    seen="2回申し込み、メールを数える",
)
def _(right: Any, resets: Resets, institution: Institution | None) -> Outcome:
    again = bool(institution and institution.requests)
    found: Outcome = right(resets, institution)
    return Outcome.LIMIT if again and found is Outcome.MAILED else found


@request_.defect(
    ForgotPassword.post, "sent-page-names-the-address", "③の画面に、登録されているメールアドレスが表示される",
    harm="だれでも、医療機関のメールアドレスを調べられる",
    step="③", requirement="unknown-name", source="CWE-200",
    seen="申し込み、③の画面を読む",
)
async def _(right: Any, endpoint: ForgotPassword, request: Request) -> Response:
    found: Response = await right(endpoint, request)
    (username,) = await fields(request, "username")
    institution = world_of(request).accounts.get(username)
    if found.status_code != 303 or institution is None:
        return found
    told = f"{institution.registered_address} 宛に"
    return with_text(page(request, "med_login/mail_sent.html"), "そのメールアドレス宛に", told)


@request_.defect(
    Resets.request, "request-time-by-the-machines-clock", "申し込みの時刻を、別の時計で記録する",
    harm="24時間たっても上限が解けない、またはすぐ解ける",
    step="②", requirement="request-limit", source="複数の時計を混ぜる誤り",
    seen="世界の時計だけを進めて、上限の後で申し込む",
)
def _(right: Any, resets: Resets, username: str, start_url: str | None = None) -> Letter | None:
    found: Letter | None = right(resets, username, start_url)
    institution = resets._accounts.get(username)
    if institution and institution.requests:
        zone = institution.requests[-1].tzinfo
        institution.requests[-1] = max(institution.requests[-1], datetime.now(zone))
    return found


@request_.defect(
    check_registered, "plus-sign-refused", "「+」のあるメールアドレスが登録できない",
    harm="正しいアドレスなのに登録できず、メールを受け取れない",
    step="③", requirement="any-address", source="アドレスの検査が厳しすぎる誤り",
    seen="info+gmisのようなアドレスを登録する",
)
def _(right: Any, address: str) -> str:
    if "+" in address:
        raise ValueError(f"{address!r} is no mail address")
    found: str = right(address)
    return found


@request_.defect(
    World.knows_domain, "mistyped-domain-tried-for-a-day", "存在しないドメインへの送信を、1日試し続ける",
    harm="打ち間違えたアドレスだと、その日のうちにわからない",
    step="③", requirement="any-address", source="恒久的な誤りを一時的な誤りとする誤り",
    seen="存在しないドメインのアドレスに申し込み、記録を見る",
)
def _(right: Any, world: World, address: str) -> bool:
    if not right(world, address):
        raise NotAccepted(0, "no mail server answers")
    return True
