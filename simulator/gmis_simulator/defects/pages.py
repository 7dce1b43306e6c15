"""What every page owes to everybody: language, labels, keyboard, small screens, and that it is known for a simulator."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from gmis_simulator.defects.defect import Area
from gmis_simulator.web import headers
from gmis_simulator.web import page as rendering

pages = Area("pages", "すべての画面")

_BASE, _LOGIN, _FORGOT, _CHANGE = (
    "web/base.html",
    "med_login/login.html",
    "med_login/forgot_password.html",
    "med_login/change_password.html",
)

pages.text(
    _BASE, '<html lang="ja">', '<html lang="en">', "pages-in-english", "画面の言語が、英語と書かれている",
    harm="読み上げが英語の発音になり、聞き取れない",
    step="①", requirement="page-language", source="WCAG 3.1.1", seen="画面のlangを見る",
)
pages.text(
    _BASE, '<meta name="viewport" content="width=device-width, initial-scale=1">', "",
    "made-for-wide-screens", "スマートフォンで、画面が小さく縮む",
    harm="文字が読めず、ボタンを押し間違える",
    step="①", requirement="small-screens", source="viewportの欠落", seen="画面のviewportを見る",
)
pages.text(
    _BASE, "initial-scale=1", "initial-scale=1, maximum-scale=1, user-scalable=no",
    "zooming-forbidden", "スマートフォンで、画面を拡大できない",
    harm="目の悪い人が読めない",
    step="①", requirement="small-screens", source="WCAG 1.4.4", seen="画面のviewportを見る",
)
pages.text(
    "style.css", "max-width: 27rem; margin: 0 auto; padding: 1.6rem;",
    "min-width: 27rem; margin: 0 auto; padding: 1.6rem;",
    "wider-than-a-phone", "狭い画面で、横にはみ出す",
    harm="横に動かさないと読めない",
    step="②", requirement="small-screens", source="WCAG 1.4.10", seen="幅320ピクセルで画面を開く",
)
pages.text(
    _BASE, '<meta name="robots" content="noindex, nofollow">', "", "page-may-be-indexed",
    "画面が、検索エンジンに載りうる",
    harm="本物を探す人が、シミュレーターに着いてしまう",
    step="", requirement="known-for-a-simulator", source="robotsの欠落", seen="画面のrobotsを見る",
)
pages.text(
    _BASE, "<strong>これはシミュレーターです。<wbr>実在のシステムではありません。</strong>", "<strong>G-MIS</strong>",
    "passes-for-the-real-one", "シミュレーターだという表示がない",
    harm="本物だと思って、本物のパスワードを入力してしまう",
    step="", requirement="known-for-a-simulator", source="CWE-451", seen="画面の上の帯を読む",
)
pages.text(
    "style.css", "position: sticky; top: 0; z-index: 10;", "position: static;",
    "banner-scrolls-away", "下まで動かすと、シミュレーターだという表示が消える",
    harm="本物だと思って、本物のパスワードを入力してしまう",
    step="", requirement="known-for-a-simulator", source="CWE-451", seen="小さい画面で、下まで動かす",
)
pages.text(
    "style.css", ":focus-visible { outline: 3px solid #f4a100; outline-offset: 2px; }", "*:focus { outline: none; }",
    "focus-not-seen", "キーボードで、いまどこにいるのか見えない",
    harm="マウスを使えない人が操作できない",
    step="①", requirement="keyboard", source="WCAG 2.4.7", seen="Tabキーで進み、枠を見る",
)
pages.text(
    _LOGIN, '<label for="password">', "<label>", "label-of-no-field", "「パスワード」の文字が、欄と結びついていない",
    harm="読み上げを使う人に、何の欄かわからない。文字を押しても欄に入れない",
    step="①", requirement="labels", source="WCAG 1.3.1", seen="「パスワード」の文字を押す",
)
pages.text(
    _CHANGE, '<label for="verify-password">', "<label>", "label-of-no-second-field",
    "「新しいパスワードの確認」の文字が、欄と結びついていない",
    harm="読み上げを使う人に、何の欄かわからない",
    step="⑥", requirement="labels", source="WCAG 1.3.1", seen="「新しいパスワードの確認」の文字を押す",
)
pages.text(
    _LOGIN, "<button>ログイン</button>", '<button tabindex="-1">ログイン</button>',
    "button-beyond-the-keyboard", "「ログイン」のボタンに、Tabキーで着かない",
    harm="マウスを使えない人が、ログインできない",
    step="①", requirement="keyboard", source="WCAG 2.1.1", seen="Tabキーだけで進む",
)
pages.text(
    _LOGIN, '<input type="password" id="password"', '<input tabindex="1" type="password" id="password"',
    "keys-lead-astray", "Tabキーで、欄の順に進まない",
    harm="キーボードで入力する人が、ユーザ名の前にパスワードの欄に着く",
    step="①", requirement="keyboard", source="WCAG 2.4.3", seen="Tabキーで進み、順を見る",
)
pages.text(
    _FORGOT, "<button>パスワードリセット</button>",
    '<div class="button" onclick="this.closest(\'form\').submit()">パスワードリセット</div>',
    "button-that-is-none", "「パスワードリセット」が、ボタンではない",
    harm="キーボードや読み上げを使う人が、申し込めない",
    step="②", requirement="ask-for-reset", source="WCAG 4.1.2", seen="Tabキーだけで申し込む",
)
pages.text(
    _FORGOT, "{{ 'username-error ' if malformed }}username-hint", "username-hint",
    "error-not-tied-to-the-field", "誤りの説明が、欄の説明として読み上げられない",
    harm="読み上げを使う人に、何が誤りかわからない",
    step="②", requirement="malformed-name", source="WCAG 3.3.1", seen="7文字のユーザ名で申し込み、欄の説明を読む",
)
pages.text(
    _FORGOT, ' aria-invalid="true" autofocus', ' aria-invalid="true"', "error-not-in-focus",
    "誤りがあっても、欄に戻らない",
    harm="キーボードの人が、画面の先頭から探し直す",
    step="②", requirement="malformed-name", source="WCAG 3.3.1", seen="7文字のユーザ名で申し込み、いまの場所を見る",
)
pages.text(
    _LOGIN, 'autocomplete="username" autocapitalize="none"', 'autocomplete="off" autocapitalize="none"',
    "managers-forget-the-name", "パスワード管理ソフトが、ユーザ名を覚えない",
    harm="毎年、ユーザ名から探し直す",
    step="①", requirement="password-managers", source="WCAG 1.3.5", seen="ユーザ名の欄のautocompleteを見る",
)
pages.text(
    _FORGOT, 'autocapitalize="none" spellcheck="false"', 'spellcheck="false"',
    "phones-capitalise-the-name", "スマートフォンで、ユーザ名の先頭が大文字になる",
    harm="打ったつもりのない大文字に戸惑う",
    step="②", requirement="password-managers", source="autocapitalizeの欠落", seen="②のユーザ名の欄を見る",
)
pages.text(
    "style.css", "--soft: #51606f;", "--soft: #b9c2cb;", "text-too-pale", "説明の文字が、薄くて読めない",
    harm="目の悪い人が、例や条件を読めない",
    step="②", requirement="readable", source="WCAG 1.4.3", seen="axeで、文字と背景の差を調べる",
)
pages.text(
    _BASE, "<title>{% block title %}{% endblock %} | シミュレーター</title>",
    "<title>Med-Login | シミュレーター</title>",
    "one-title-for-all", "どの画面も、同じ題名である",
    harm="タブや読み上げで、どの画面かわからない",
    step="②", requirement="page-titles", source="WCAG 2.4.2", seen="②の画面の題名を見る",
)
pages.text(
    _BASE, "<main>", "<div>", "no-main-part", "画面の本文の場所が示されない",
    harm="読み上げを使う人が、毎回先頭から聞く",
    step="①", requirement="readable", source="WCAG 1.3.1", seen="画面の役割を見る",
).also_text(_BASE, "</main>", "</div>")
pages.text(
    "med_login/mail_sent.html", "<p>メールが届かない場合は、迷惑メールフォルダをご確認ください。</p>\n", "",
    "junk-not-mentioned", "③の画面に、迷惑メールを探す案内がない",
    harm="届かないと思い、何度も申し込む",
    step="③", requirement="look-in-junk", source="案内の欠落", seen="③の画面を読む",
)
pages.text(
    "med_login/dead_link.html",
    '<p><a class="button" href="{{ base }}/s/login/ForgotPassword">もう一度手続きする</a></p>\n', "",
    "dead-link-is-a-dead-end", "使えないURLの画面から、先へ進めない",
    harm="どうすればよいかわからない",
    step="④", requirement="link-expires", source="WCAG 3.3.3", seen="期限の切れたURLを開き、先へ進む",
)


def _without(name: str) -> Any:
    async def complete(right: Any, it: headers.Headers, scope: Any, receive: Any, send: Any) -> None:
        async def thinned(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [each for each in message["headers"] if each[0].lower() != name.encode()]
            await send(message)

        await right(it, scope, receive, thinned)

    return complete


pages.defect(
    headers.Headers.__call__, "crawlers-not-told", "検索エンジン向けのヘッダーがない",
    harm="本物を探す人が、シミュレーターに着いてしまう",
    step="", requirement="known-for-a-simulator", source="X-Robots-Tagの欠落", seen="応答のヘッダーを見る",
)(_without("x-robots-tag"))
pages.defect(
    headers.Headers.__call__, "no-content-policy", "画面で動くものが制限されていない",
    harm="紛れ込んだスクリプトが動く。ほかのサイトの枠に入れられる",
    step="①", requirement="headers", source="CWE-693", seen="応答のContent-Security-Policyを見る",
)(_without("content-security-policy"))
pages.defect(
    headers.Headers.__call__, "types-guessed", "ファイルの種類を、ブラウザーが推測する",
    harm="文字のはずのファイルが、スクリプトとして動く",
    step="①", requirement="headers", source="CWE-430", seen="応答のX-Content-Type-Optionsを見る",
)(_without("x-content-type-options"))
pages.defect(
    headers.Headers.__call__, "pages-kept", "ログイン中の画面が、ブラウザーに保存される",
    harm="ログアウトの後、「戻る」で前の人の画面が見える",
    step="後", requirement="headers", source="CWE-525", seen="応答のCache-Controlを見る",
)(_without("cache-control"))


@pages.defect(
    rendering.page, "not-found-with-200", "断る画面も、成功の応答で返る",
    harm="監視や自動の処理が、誤りに気づかない",
    step="", requirement="wrong-addresses", source="CWE-393",
    seen="ないURLを開き、応答の番号を見る",
)
def _(right: Any, request: Request, template: str, status_code: int = 200, **context: Any) -> HTMLResponse:
    found: HTMLResponse = right(request, template, 200 if template == "web/refused.html" else status_code, **context)
    return found
