"""Why 「定期報告」 does not open, and what its page says then."""

from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request

from gmis_simulator.web.page import world_of
from gmis_simulator.web.phone import is_phone
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.opening import closed_at_night


@dataclass(frozen=True, slots=True)
class ReportRefusal:
    """``reason``: as the event names it."""

    reason: Literal["night", "phone", "right"]
    status: int
    alert: str
    hint: str


_PHONE = ReportRefusal(
    "phone", 403, "スマートフォン・タブレットでは報告画面をご利用になれません。", "パソコンから操作してください。"
)
_RIGHT = ReportRefusal("right", 403, "報告を開始する権限が付与されていません。", "権限の付与には1か月程度かかります。")


def refusal_of(request: Request, institution: Institution) -> ReportRefusal | None:
    """The first reason that holds: the night [public, a related system], the phone [public], the right [public]."""
    world = world_of(request)
    hours = world.settings.night_closed_hours
    if closed_at_night(hours, world.clock.now()):
        return _night(*hours)
    if is_phone(request.headers) and not world.settings.report_on_phones:
        return _PHONE
    return None if institution.may_report else _RIGHT


def _night(begin: int, end: int) -> ReportRefusal:
    alert = f"ただいまの時間({begin}:00〜{end}:00)は入力できません。"
    return ReportRefusal("night", 503, alert, f"{end}:00から入力できます。")
