"""No secret is in the dossier of a report, however the mail and the password are shown in it."""

from urllib.parse import quote

import pytest

from pytest_gmis.evidence.bundle import read_bundle
from tests.rigs.one_engine import Command

BEGIN = """\
# language: ja
機能: 自作の報告
  利用者の申告: 秘密が見える
  シナリオ: 見せられるだけ見せる
"""
MADE_HARMLESS_AND_SPENT = """\
    前提 設定「interstitial」は「false」である
    かつ メールボックスは「hospital-gateway」である
    かつ 受信設定の「外部からのメールの隔離」を「隔離しない」に変える
    もし パスワードリセットを申し込む
    かつ 「受信トレイ」の再設定メールを開く
    ならば 画面に「このメールのリンクは無害化されています。」と表示される
    もし メールのURLをコピーする
    かつ コピーしたURLを開く
    かつ 新しいパスワードを「Clinic2026」に変更する
    かつ コピーしたURLを開く
    ならば 画面に「このURLは使用済みです。」と表示される
"""
IN_JUNK_AND_SCANNED = """\
    前提 パスワードは「Clinic2025」である
    かつ メールボックスは「outlook」である
    かつ 受信設定の「信頼できる差出人からのメールだけを受け取る」を「オン」に変える
    もし パスワードリセットを申し込む
    かつ 10秒たつ
    かつ 「迷惑メール」の再設定メールを開く
    ならば メールの中のURLは押せない
    もし 「迷惑メールではない」を押す
    かつ 「受信トレイ」の再設定メールを開く
    かつ メールの中のURLを押す
    かつ 「パスワードのリセット」を押す
    かつ 新しいパスワードを「Clinic2026」に変更する
    ならば 記録に「scanner.opened」がある
"""
AUTOFILLED_REFUSED_AND_LOCKED = """\
    前提 パスワードは「Clinic2025」である
    かつ アカウントがロックされている
    もし パスワードリセットを申し込む
    かつ 「受信トレイ」の再設定メールを開く
    ならば メールの中にURLはない
    もし ログイン画面を開く
    かつ 「ユーザ名」の欄に「ex000000」と入力する
    かつ 「パスワード」の欄に「Clinic2025」が自動入力される
    かつ ボタン「ログイン」を押す
    ならば ログインできない
    もし 「パスワード」の欄に「Clinic2026」と入力する
    ならば 記録に「login.refused」がある
"""


@pytest.mark.parametrize(
    "steps",
    [MADE_HARMLESS_AND_SPENT, IN_JUNK_AND_SCANNED, AUTOFILLED_REFUSED_AND_LOCKED],
    ids=["made harmless, spent", "in junk, scanned", "autofilled, refused, locked"],
)
def test_no_secret_is_in_a_dossier_however_the_mail_and_the_password_are_shown(steps: str, command: Command) -> None:
    (command.folder / "mine.feature").write_text(BEGIN + steps, encoding="utf-8")
    ended = command("repro", "mine.feature")
    assert ended.status == 0, ended.said
    bundle = read_bundle(command.folder / "report/repro/mine.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    secrets = {"Clinic2025", "Clinic2026", *(each["first_password"] for each in state["institutions"])}
    secrets |= {link["token"] for link in state["links"]} | {session["id"] for session in state["sessions"]}
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert [secret for secret in secrets if secret in html or quote(secret, safe="") in html] == []
