"""② The forgot-password page, and ③ the page after it."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, start_url_of
from gmis_simulator.world.institution import is_username

NOTICES = {"spent": "このURLは使用済みです。お手数ですが、もう一度ユーザ名の入力からお手続きください。"}


class ForgotPassword(HTTPEndpoint):
    """One field, ユーザ名, and the button 「パスワードリセット」 [manual]."""

    async def get(self, request: Request) -> Response:
        """The form, with a notice for those who were thrown back to it."""
        start_url = start_url_of(request, request.query_params.get("startURL"))
        return self._form(request, start_url, notice=NOTICES.get(request.query_params.get("notice", "")))

    async def post(self, request: Request) -> Response:
        """Ask for the mail. The answer is the same whether or not the name exists [platform]."""
        username, given = await fields(request, "username", "startURL")
        start_url = start_url_of(request, given)
        if not is_username(username):
            return self._form(request, start_url, username=username, malformed=True)
        world = world_of(request)
        await request.app.state.mail.evenly.ask(world, lambda: world.resets.request(username, start_url))
        return redirect(request, "/s/login/CheckPasswordResetEmail")

    def _form(
        self,
        request: Request,
        start_url: str | None,
        *,
        username: str = "",
        malformed: bool = False,
        notice: str | None = None,
    ) -> Response:
        return page(
            request,
            "med_login/forgot_password.html",
            422 if malformed else 200,
            username=username,
            malformed=malformed,
            start_url=start_url,
            notice=notice,
        )


async def mail_sent(request: Request) -> Response:
    """③ Text only [manual]."""
    return page(request, "med_login/mail_sent.html")
