"""Sentences of which no report that comes with gmis makes use, each in a scenario of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

SCENARIOS = {
    "a filter of the company": """
    前提 このブラウザーから「/_nc_external/」が、院内で遮断されている
    もし パスワードリセットを申し込む
    かつ メールのURLをコピーする
    かつ コピーしたURLを開く
    ならば 画面に「アクセスが制限されています」と表示される
    かつ 記録に「link.opened」はない
    もし ブラウザー「自宅のパソコン」に切り替える
    かつ コピーしたURLを開く
    ならば リセットの確認の画面になる
""",
    "a clock that is wrong": """
    前提 パソコンの時計がずれていて、証明書のエラーになる
    もし ログイン画面を開く
    ならば 画面が開けない
    もし パソコンの時計を合わせる
    かつ ログイン画面を開く
    ならば ログインの画面になる
""",
    "a connection that is lost": """
    もし ログイン画面を開く
    かつ インターネット接続が切れる
    かつ 画面を再読み込みする
    ならば 画面が開けない
    もし インターネット接続が戻る
    かつ ログイン画面を開く
    ならば 画面の見出しは「Med-Login」である
""",
    "a low window": """
    前提 ブラウザーの画面の高さは300である
    もし パスワードリセットを申し込む
    かつ メールのURLをコピーする
    かつ コピーしたURLを開く
    かつ 「パスワードのリセット」を押す
    ならば ボタン「パスワードを変更」は画面の外にある
    もし 画面の下までスクロールする
    ならば ボタン「パスワードを変更」は画面の中にある
""",
    "a mail in the wrong charset": """
    前提 メールボックスは「garbling」である
    もし パスワードリセットを申し込む
    かつ 「受信トレイ」の再設定メールを開く
    ならば メールの本文に「有効期限」とない
    もし 正しい文字コードで表示する
    ならば メールの本文に「有効期限」とある
    もし メールの中のURLを押す
    ならば リセットの確認の画面になる
""",
    "a preview in a chat": """
    もし パスワードリセットを申し込む
    かつ メールのURLをコピーする
    かつ URLを貼り付けたチャットが、プレビューのために開く
    ならば 記録に「link.opened」が1件ある
    もし コピーしたURLを開く
    ならば リセットの確認の画面になる
    もし 設定「interstitial」は「false」である
    かつ URLを貼り付けたチャットが、プレビューのために開く
    かつ コピーしたURLを開く
    ならば 画面に「このURLは使用済みです。」と表示される
""",
    "where a mail is forwarded to": """
    前提 メールボックスは「forwarding」である
    かつ 転送先のメールボックスを見る
    もし パスワードリセットを申し込む
    ならば 「受信トレイ」に再設定メールが届いている
""",
    "the mailbox of an account that is gone": """
    もし パスワードリセットを申し込む
    かつ アカウントが削除される
    ならば 再設定メールは1通届いている
    もし 「受信トレイ」の再設定メールを開く
    かつ メールの中のURLを押す
    ならば 使えないURLの画面になる
    かつ 記録に「link.revoked」があり、「reason」は「account-removed」である
""",
    "another user name": """
    もし パスワードリセットを申し込む
    かつ メールのURLをコピーする
    かつ ユーザ名が「ex000009」に変わる
    かつ コピーしたURLを開く
    ならば 使えないURLの画面になる
    かつ アドレス欄に「r=」とある
    もし ②からやり直す
    かつ メールのURLから、パスワードを「Clinic2026」に変更する
    ならば 記録に「password.changed」があり、「username」は「ex000009」である
""",
    "a browser that is opened again": """
    もし パスワードリセットを申し込む
    かつ メールのURLから、パスワードを「Clinic2026」に変更する
    かつ ブラウザーを閉じて、もう一度開く
    かつ ログイン画面を開く
    ならば ログインの画面になる
    もし ユーザ名「ex000000」とパスワード「Clinic2026」でログインする
    かつ Cookieを削除する
    かつ 画面を再読み込みする
    ならば ログインの画面になる
    かつ 「パスワード」の欄は空である
""",
    "keys, forward and back": """
    もし ログイン画面を開く
    かつ 「パスワードをお忘れですか？」を押す
    かつ ブラウザーの「戻る」を押す
    かつ ブラウザーの「進む」を押す
    ならば ユーザ名の入力の画面になる
    もし 「ユーザ名」の欄に「ex000000」と入力する
    かつ 「Tab」キーを押す
    ならば ボタン「パスワードリセット」がある
    かつ ボタン「ログイン」はない
    かつ アドレス欄に「CheckPasswordResetEmail」とない
""",
    "pages that answer late": """
    前提 画面の応答が1秒遅れている
    かつ 登録メールアドレスが「kyoyu」の医療機関「見本薬局」(ユーザ名「ex000001」)がある
    もし ユーザ名「ex000001」でパスワードリセットを申し込む
    ならば 送信後の画面になる
    もし 「kyoyu」のメールボックスを見る
    ならば 「受信トレイ」に再設定メールが届いている
""",
    "a URL with something before it": """
    もし パスワードリセットを申し込む
    かつ メールのURLをコピーする
    かつ URLの「http:」が「HTTP:」に変わる
    かつ コピーしたURLを開く
    ならば リセットの確認の画面になる
""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_of_them_comes_out_as_it_says(reproduced: Callable[[Path], None], tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.feature"
    path.write_text(f"# language: ja\n機能: {name}\n  シナリオ: {name}{SCENARIOS[name]}", encoding="utf-8")
    reproduced(path)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("もし ログイン画面を開く\nかつ ブラウザーのJavaScriptが無効になっている", "画面を開く前に"),
        ("もし ログイン画面を開く\nかつ 3番目のタブに切り替える", "3番目のタブはありません。開いているタブは1個です"),
        ("前提 転送先のメールボックスを見る", "転送していません"),
        (
            "もし パスワードリセットを申し込む\n"
            "かつ quoted-printableを復号しないメールソフトで、メールのURLをコピーする", "mail_encoding",
        ),
        ("前提 「daihyo」に届くメールは事務局に配られる", "「jimu」と「incho」のように書きます"),
        ("もし ログイン画面を開く\nならば 画面が開けない", "画面は開けました"),
        ("もし 受信設定の「受信許可リスト」に「a@b.example」を追加する", "はありません。あるもの: 安全な差出人、拒否"),
        ("もし 受信設定の「受信拒否」から「a@b.example」を削除する", "「受信拒否」はありません。あるもの: 安全な"),
        (
            "前提 メールボックスは「softbank」である\nもし 受信設定の「URL設定」を「受け取る」に変える",
            "「URL設定」はありません。あるもの: .*URLリンク付きメール拒否設定.*受信許可リスト設定",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_stands(
    reproduced: Callable[[Path], None], tmp_path: Path, steps: str, said: str
) -> None:
    path = tmp_path / "mine.feature"
    path.write_text(f"# language: ja\n機能: x\n  シナリオ: x\n{steps}\n", encoding="utf-8")
    with pytest.raises((LookupError, ValueError, AssertionError), match=said):
        reproduced(path)
