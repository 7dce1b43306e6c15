"""① The login page."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of, start_url_of, start_url_query, with_session


class Login(HTTPEndpoint):
    """ユーザ名, パスワード and 「パスワードをお忘れですか？」 [manual]."""

    async def get(self, request: Request) -> Response:
        """The form; whoever is logged in already goes on to the launcher."""
        start_url = start_url_of(request, request.query_params.get("startURL"))
        if session_of(request):
            return redirect(request, start_url or "/s/")
        return self._form(request, start_url)

    async def post(self, request: Request) -> Response:
        """Log in; a wrong name, a wrong password and a locked account are told apart by nobody [platform]."""
        username, password, given = await fields(request, "username", "password", "startURL")
        start_url = start_url_of(request, given)
        world = world_of(request)
        institution = world.accounts.authenticate(username, password)
        if institution is None:
            return self._form(request, start_url, username=username, failed=True)
        session = world.sessions.start(institution.username, by="password")
        return with_session(redirect(request, start_url or "/s/"), request, session)

    def _form(self, request: Request, start_url: str | None, *, username: str = "", failed: bool = False) -> Response:
        return page(
            request,
            "med_login/login.html",
            422 if failed else 200,
            username=username,
            failed=failed,
            start_url=start_url,
            query=start_url_query(request, start_url),
        )
