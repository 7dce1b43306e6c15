"""Changes that harm nobody: a suite that is red with one of these clings to what nobody promised."""

from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gmis_simulator.control import walk as walking
from gmis_simulator.defects.defect import Area
from gmis_simulator.mail import compose as composing
from gmis_simulator.web import headers, sign_in
from gmis_simulator.web.page import world_of
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.session import Session
from gmis_simulator.world.tokens import Tokens
from gmis_simulator.world.world import World

decoys = Area("decoys", "無害な変更")


@decoys.decoy(Tokens.token, "longer-tokens", "トークンが長くなる", seen="URLのトークンの長さを見る")
def _(right: Any, tokens: Tokens) -> str:
    return str(right(tokens)) + str(right(tokens))[:16]


@decoys.decoy(sign_in.session_of, "another-cookie-name", "Cookieの名前が変わる", seen="Cookieの名前を見る")
def named(right: Any, request: Request) -> Session | None:
    del right
    return world_of(request).sessions.get(request.cookies.get("portal"))


@named.also(sign_in.with_session)
def _(right: Any, response: Response, request: Request, session: Session) -> Response:
    made = right(response, request, session)
    made.raw_headers[:] = [
        (name, value.replace(b"sid=", b"portal=", 1) if name == b"set-cookie" else value)
        for name, value in made.raw_headers
    ]
    return made  # type: ignore[no-any-return]


@named.also(walking.cookie_of)
def _(right: Any, world: World, session: Session | None) -> Any:
    found = right(world, session)
    return found and found.model_copy(update={"name": "portal"})


@decoys.decoy(composing.compose, "another-message-id", "Message-IDの形が変わる", seen="Message-IDを見る")
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    before = str(found["Message-ID"])
    del found["Message-ID"]
    found["Message-ID"] = before.replace("<", "<reset-").replace("@", ".1@")
    return found


@decoys.decoy(
    composing.compose, "another-order-of-headers", "メールのヘッダーの順が変わる", seen="メールのヘッダーの順を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    found._headers.sort(key=lambda each: str(each[0]).lower())
    return found


@decoys.decoy(composing.compose, "one-more-header", "メールにヘッダーがひとつ増える", seen="メールのヘッダーを見る")
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    found["X-Mailer"] = "Portal"
    return found


@decoys.decoy(composing._as_html, "another-look-of-the-mail", "HTMLのメールの見た目が変わる", seen="HTMLのメールを見る")
def _(right: Any, template: str, values: dict[str, str]) -> str:
    return str(right(template, values)).replace("line-height: 1.7", "line-height: 1.6; color: #222")


@decoys.decoy(
    headers.Headers.__call__, "one-more-answer-header", "応答にヘッダーがひとつ増える", seen="応答のヘッダーを見る",
)
async def _(right: Any, it: headers.Headers, scope: Any, receive: Any, send: Any) -> None:
    async def more(message: Any) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cross-Origin-Opener-Policy"] = "same-origin"
        await send(message)

    await right(it, scope, receive, more if scope["type"] == "http" else send)


@decoys.decoy(sign_in.redirect, "another-redirect", "POSTの後の応答が、303ではなく302になる", seen="応答の番号を見る")
def _(right: Any, request: Request, path: str) -> RedirectResponse:
    found: RedirectResponse = right(request, path)
    found.status_code = 302
    return found


@decoys.decoy(EventLog.append, "more-in-the-log", "出来事の記録に、項目がひとつ増える", seen="出来事の記録を見る")
def _(right: Any, log: EventLog, kind: str, **data: Any) -> Any:
    return right(log, kind, **data, node="a")


decoys.text_decoy(
    "med_login/forgot_password.html", '<label for="username">ユーザ名</label>\n  <input type="text" id="username"',
    '<label for="account">ユーザ名</label>\n  <input type="text" id="account"', "another-id", "欄のidが変わる",
    seen="②の欄のidを見る",
)
decoys.text_decoy(
    "med_login/login.html", '<section class="card">', '<section class="card login" data-version="2">',
    "another-class", "画面のclassが増える", seen="①の画面のHTMLを見る",
)
decoys.text_decoy(
    "style.css", "border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;",
    "border: 1px solid var(--line); border-radius: .9rem; overflow-wrap: anywhere;",
    "rounder-corners", "枠の角が丸くなる", seen="画面を見る",
)
