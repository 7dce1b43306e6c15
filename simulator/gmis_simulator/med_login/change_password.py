"""⑥⑦ The new password."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of
from gmis_simulator.world.session import Session


class ChangePassword(HTTPEndpoint):
    """Two fields; the button is blue and can be clicked only while all rules hold and both agree [manual]."""

    async def get(self, request: Request) -> Response:
        """The form, for those who came by a reset link."""
        session = session_of(request)
        return self._form(request, session, []) if session and session.must_change else redirect(request, "/s/")

    async def post(self, request: Request) -> Response:
        """Save the password; the server holds to the same rules, whatever the page let through."""
        session = session_of(request)
        if session is None or not session.must_change:
            return redirect(request, "/s/")
        new, again = await fields(request, "newPassword", "verifyPassword")
        world = world_of(request)
        institution = world.accounts.holder(session.username)
        if refusals := world.accounts.change_password(institution, new, again):
            return self._form(request, session, [sentence for _, sentence in refusals])
        session.must_change = False
        world.sessions.end_others(session)
        return redirect(request, session.start_url or "/s/")

    def _form(self, request: Request, session: Session, errors: list[str]) -> Response:
        rules = world_of(request).accounts.policy.rules
        response = page(
            request,
            "med_login/change_password.html",
            422 if errors else 200,
            username=session.username,
            rules=rules,
            errors=errors,
        )
        response.headers["Referrer-Policy"] = "strict-origin"
        return response
