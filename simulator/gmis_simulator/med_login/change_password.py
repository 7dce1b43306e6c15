"""⑥⑦ The new password."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of
from gmis_simulator.world.password_change import Change, change_password
from gmis_simulator.world.session import Session


class ChangePassword(HTTPEndpoint):
    """Two fields; the button is blue and can be clicked only while all rules hold and both agree [manual]."""

    async def get(self, request: Request) -> Response:
        """The form, for those who came by a reset link."""
        session = session_of(request)
        if session is None or not session.must_change:
            return redirect(request, "/s/")
        return self._void(request, session) if session.void else self._form(request, session, [])

    async def post(self, request: Request) -> Response:
        """Save the password; the server holds to the same rules, whatever the page let through."""
        new, again = await fields(request, "newPassword", "verifyPassword")
        session = session_of(request)  # only now: from here on nobody else presses
        if session is None or not (session.must_change or session.saved):
            return redirect(request, "/s/")
        if session.void:
            return self._void(request, session)
        changed = change_password(world_of(request), session, new, again)
        if changed.change is Change.REFUSED:
            return self._form(request, session, changed.refusals)
        if changed.change is Change.TOO_LATE:
            return page(request, "med_login/not_saved.html", 409)
        return redirect(request, session.start_url or "/s/")

    def _void(self, request: Request, session: Session) -> Response:
        """The account is closed: the page of any dead link, which tells no stranger why [assumed]."""
        world_of(request).sessions.end(session, "account-closed")
        return page(request, "med_login/dead_link.html", 410)

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
