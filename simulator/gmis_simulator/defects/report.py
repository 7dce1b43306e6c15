"""G-MIS: when 「定期報告」 opens, for whom, and what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from gmis_simulator.defects.defect import Area
from gmis_simulator.gmis import refusal as refusals
from gmis_simulator.gmis.refusal import ReportRefusal
from gmis_simulator.web import phone, sign_in
from gmis_simulator.web.page import world_of
from gmis_simulator.world import opening
from gmis_simulator.world.institution import Institution

report = Area("report", "G-MISと定期報告")

Refused = ReportRefusal | None


@report.defect(
    opening._within, "closed-an-hour-longer", "停止時間が、終わりの時刻の後も1時間続く",
    harm="案内された時刻に入力を始められない",
    step="後", requirement="night-hours", source="CWE-193",
    seen="停止時間の終わりの時刻に、定期報告を開く",
)
def _(right: Any, hours: Sequence[int], here: datetime) -> bool:
    return bool(right(hours, here)) or (bool(hours) and here.hour == hours[1])


@report.defect(
    opening._within, "closed-an-hour-later", "停止時間が、始まりの時刻より1時間遅れる",
    harm="停止するはずの時刻に入力でき、その内容が失われる",
    step="後", requirement="night-hours", source="CWE-193",
    seen="停止時間の始まりの時刻に、定期報告を開く",
)
def _(right: Any, hours: Sequence[int], here: datetime) -> bool:
    return bool(right(hours, here)) and here.hour != hours[0]


@report.defect(
    opening.closed_at_night, "night-by-another-zone", "夜間の停止時間を、UTCで数える",
    harm="昼の診療時間に入力できない",
    step="後", requirement="night-hours", source="日本時間とUTCの取り違え",
    seen="停止時間の中と外で、定期報告を開く",
)
def _(right: Any, hours: Sequence[int], now: datetime) -> bool:
    del right
    return bool(hours) and hours[0] <= now.astimezone(UTC).hour < hours[1]


@report.defect(
    opening._first_or_third_sunday, "maintenance-every-sunday", "メンテナンスが、毎週日曜日になる",
    harm="案内のない日曜日に入力できない",
    step="後", requirement="sunday-maintenance", source="条件の書き忘れ",
    seen="第2日曜日に、定期報告を開く",
)
def _(right: Any, here: datetime) -> bool:
    del right
    return here.weekday() == 6


@report.defect(
    opening._first_or_third_sunday, "maintenance-on-the-first-sunday-alone", "メンテナンスが、第3日曜日には始まらない",
    harm="停止するはずの時刻に入力でき、その内容が失われる",
    step="後", requirement="sunday-maintenance", source="条件の書き忘れ",
    seen="第3日曜日に、定期報告を開く",
)
def _(right: Any, here: datetime) -> bool:
    return bool(right(here)) and here.day <= 7


@report.defect(
    opening._first_or_third_sunday, "sunday-by-week-of-the-month", "日曜日を、第何週かで数える",
    harm="案内と違う日曜日に入力できない",
    step="後", requirement="sunday-maintenance", source="暦の数え方の誤り",
    seen="1日が日曜日ではない月の、第1と第3の日曜日に開く",
)
def _(right: Any, here: datetime) -> bool:
    del right
    week = (here.day + here.replace(day=1).weekday() - 1) // 7 + 1
    return here.weekday() == 6 and week in (2, 4)


@report.defect(
    phone.is_phone, "tablets-pass-for-computers", "タブレットで、報告の画面が開く",
    harm="対応していない画面で入力し、内容が崩れる",
    step="後", requirement="phones-refused", source="判定の漏れ",
    seen="Androidのタブレットで、定期報告を開く",
)
def _(right: Any, headers: Mapping[str, str]) -> bool:
    return bool(right(headers)) and "Mobi" in headers.get("user-agent", "")


@report.defect(
    phone.is_phone, "client-hint-ignored", "スマートフォンだと名乗るヘッダーが見落とされる",
    harm="対応していない画面で入力し、内容が崩れる",
    step="後", requirement="phones-refused", source="判定の漏れ",
    seen="Sec-CH-UA-Mobile: ?1をつけて、定期報告を開く",
)
def _(right: Any, headers: Mapping[str, str]) -> bool:
    return bool(right({"user-agent": headers.get("user-agent", "")}))


@report.defect(
    refusals.refusal_of, "phones-never-refused", "スマートフォンでも、報告の画面が開く",
    harm="対応していない画面で入力し、内容が崩れる",
    step="後", requirement="phones-refused", source="公開された案内との食い違い",
    seen="スマートフォンで、定期報告を開く",
)
def _(right: Any, request: Request, institution: Institution) -> Refused:
    found: Refused = right(request, institution)
    return None if found and found.reason == "phone" else found


@report.defect(
    refusals.refusal_of, "phones-setting-ignored", "スマートフォンに対応する設定が効かない",
    harm="対応した後も、使えないと言われる",
    step="後", requirement="settings-count", source="設定を読まない誤り",
    seen="report_on_phonesを入れ、スマートフォンで開く",
)
def _(right: Any, request: Request, institution: Institution) -> Refused:
    found: Refused = right(request, institution)
    return refusals._PHONE if found is None and phone.is_phone(request.headers) else found


@report.defect(
    refusals.refusal_of, "report-without-the-right", "権限のないアカウントでも、報告の画面が開く",
    harm="権限のない人が報告できる",
    step="後", requirement="right-needed", source="CWE-862",
    seen="権限のないアカウントで、定期報告を開く",
)
def _(right: Any, request: Request, institution: Institution) -> Refused:
    found: Refused = right(request, institution)
    return None if found and found.reason == "right" else found


@report.defect(
    refusals.refusal_of, "wrong-reason-first", "断る理由の順が違う",
    harm="夜間なのに「権限がない」と言われ、無駄な申請をする",
    step="後", requirement="refusal-order", source="条件の順の誤り",
    seen="夜間に、権限のないアカウントで開く",
)
def _(right: Any, request: Request, institution: Institution) -> Refused:
    found: Refused = right(request, institution)
    return refusals._RIGHT if found and not institution.may_report else found


@report.defect(
    refusals.refusal_of, "refused-with-200", "断るときも、成功の応答を返す",
    harm="監視や自動の処理が、断られたことに気づかない",
    step="後", requirement="refusal-order", source="CWE-393",
    seen="権限のないアカウントで開き、応答の番号を見る",
)
def _(right: Any, request: Request, institution: Institution) -> Refused:
    found: Refused = right(request, institution)
    return replace(found, status=200) if found else None


@report.defect(
    opening.closed_at_night, "night-setting-ignored", "夜間の停止時間の設定が効かない",
    harm="停止するはずの時刻に入力でき、その内容が失われる",
    step="後", requirement="settings-count", source="設定を読まない誤り",
    seen="停止時間に、定期報告を開く",
)
def _(right: Any, hours: Sequence[int], now: datetime) -> bool:
    del right, hours, now
    return False


report.text(
    "gmis/regular_report.html", "<dd>{{ institution.name }}</dd>", "<dd>{{ (world.accounts | list)[0].name }}</dd>",
    "report-of-another", "報告の画面に、別の医療機関の名前が出る",
    harm="別の医療機関として報告してしまう",
    step="後", requirement="way-to-report", source="CWE-639", seen="2つ目の医療機関でログインし、定期報告を開く",
)
report.text(
    "gmis/regular_report.html", '<span class="badge">未報告</span>', '<span class="badge">報告済</span>',
    "report-already-sent", "まだ報告していないのに、「報告済」と出る",
    harm="報告したと思い、期限を過ぎる",
    step="後", requirement="way-to-report", source="初期値の誤り", seen="定期報告を開き、報告状況を見る",
)
report.text(
    "gmis/regular_report.html", 'value="regular" checked>', 'value="regular">',
    "no-kind-of-report-chosen", "報告種別が、何も選ばれていない",
    harm="種別を選び忘れる",
    step="後", requirement="report-kinds", source="初期値の誤り", seen="定期報告を開き、報告種別を見る",
)
report.text(
    "gmis/report_refused.html", "<p>{{ refusal.hint }}</p>", "", "refusal-without-a-remedy",
    "断られたとき、どうすればよいかが表示されない",
    harm="いつ、何で操作すればよいかわからない",
    step="後", requirement="refusal-order", source="WCAG 3.3.3", seen="夜間に定期報告を開き、画面を読む",
)


@report.defect(
    sign_in.start_url_query, "wanted-page-never-remembered", "ログインの前に開こうとした画面が、覚えられない",
    harm="ブックマークした定期報告に着かない",
    step="後", requirement="wanted-page", source="引き継ぎ忘れ",
    seen="ログインせずに定期報告を開き、ログインする",
)
def _(right: Any, request: Request, start_url: str | None) -> str:
    del right, request, start_url
    return ""


@report.defect(
    sign_in.session_of, "login-not-carried-over", "G-MISで、もう一度ログインを求められる",
    harm="ログインしたのに進めず、同じ画面を行き来する",
    step="後", requirement="tile", source="Cookieの範囲の誤り",
    seen="ログインの後、G-MISを開く",
)
def _(right: Any, request: Request) -> Any:
    found = right(request)
    at_gmis = request.state.path.startswith("/gmis/") and world_of(request)
    return None if at_gmis and found and not found.must_change else found
