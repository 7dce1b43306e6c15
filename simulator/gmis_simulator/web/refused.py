"""What is answered to a request that leads nowhere: a page with the banner, in place of a bare line."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.page import page

_HEADINGS = {
    403: "別のサイトからの操作は受け付けません",
    421: "ここへの要求ではありません",
    404: "ページが見つかりません",
    405: "この操作はできません",
    413: "送信された内容が大きすぎます",
    500: "シミュレーターの内部で誤りが起きました",
}


def refused(request: Request, error: Exception) -> Response:
    """The page for an HTTPException; for any other exception the one that says that the mistake is ours."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else f"{type(error).__name__}: {error}"
    heading = _HEADINGS.get(status, "要求を処理できません")
    context = {"heading": heading, "path": request.url.path, "status": status, "detail": detail}
    response = page(request, "web/refused.html", status, **context)
    response.headers.update(getattr(error, "headers", None) or {})
    return response
