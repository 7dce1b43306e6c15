"""①〜⑦: Med-Login."""

from playwright.sync_api import expect

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group
from fixtures.pages.follow import follow

login = Group("① ログイン", "もし")
forgot = Group("②③ パスワードリセットの申し込み", "もし")
change = Group("⑤〜⑦ 新しいパスワード", "もし")
after = Group("後 Med-LoginからG-MISへ", "もし")


@login("ログイン画面を開く")
def _(scene: Scene) -> None:
    """Med-Loginのはじめの画面を開く。"""
    scene.med_login.open()


@login("ユーザ名「{username}」とパスワード「{password}」でログインする", username="ex000000", password="Clinic2026")
def _(scene: Scene, username: str, password: str) -> None:
    """ログイン画面を開き、2つの欄に入力して「ログイン」を押す。パスワードには〈最初のパスワード〉とも書ける。"""
    scene.med_login.open()
    scene.med_login.log_in(username, scene.filled(password))


@login("間違ったパスワードで{times:d}回ログインを試みる", times=10)
def _(scene: Scene, times: int) -> None:
    """違うパスワードで、その回数ログインを試みる。"""
    scene.med_login.open()
    for number in range(times):
        scene.med_login.log_in(scene.username, f"Wrong-{number}")
        expect(scene.med_login.alert).to_be_visible()


@login("「パスワードをお忘れですか？」を押す")
def _(scene: Scene) -> None:
    """ログイン画面のリンクを押す。"""
    follow(scene.med_login.forgot_link)


@forgot("ユーザ名「{username}」でパスワードリセットを申し込む", username="ex000000")
def _(scene: Scene, username: str) -> None:
    """ログイン画面から「パスワードをお忘れですか？」へ進み、ユーザ名を入れて「パスワードリセット」を押す(①〜③)。"""
    scene.med_login.ask_for_a_reset(username)
    scene.world.settle()


@forgot("パスワードリセットを申し込む")
def _(scene: Scene) -> None:
    """自分のユーザ名で申し込む(①〜③)。"""
    ask(scene)


@forgot("②からやり直す")
def _(scene: Scene) -> None:
    """もう一度、ユーザ名の入力から申し込む。"""
    ask(scene)


@forgot("パスワードリセットを{times:d}回申し込む", times=6)
def _(scene: Scene, times: int) -> None:
    """続けてその回数申し込む。"""
    for _ in range(times):
        ask(scene)


@change("「パスワードのリセット」を押す")
def _(scene: Scene) -> None:
    """メールのURLから開いた画面で、ボタンを押す(⑤)。"""
    scene.med_login.confirm()


@change("2つの欄に「{password}」と入力する", password="Clinic2026")
def _(scene: Scene, password: str) -> None:
    """新しいパスワードと、その確認に同じものを入力する(⑥)。"""
    scene.med_login.type_password(scene.filled(password))


@change("「{password}」と入力し、確認の欄に「{again}」と入力する", password="Clinic2026", again="Clinic2027")
def _(scene: Scene, password: str, again: str) -> None:
    """2つの欄に違うものを入力する(⑥)。"""
    scene.med_login.type_password(password, again)


@change("「パスワードを変更」を押す")
def _(scene: Scene) -> None:
    """ボタンを押す(⑦)。"""
    scene.med_login.save()


@change("「パスワードを変更」が押せないまま送信される")
def _(scene: Scene) -> None:
    """画面の検査を通さずに2つの欄を送る。ボタンが押せなくても、サーバーの検査は行われる。"""
    with scene.page.expect_navigation():
        scene.med_login.new_password.evaluate("field => field.form.submit()")


@change("新しいパスワードを「{password}」に変更する", password="Clinic2026")
def _(scene: Scene, password: str) -> None:
    """2つの欄に入力してボタンを押し、Med-Loginの画面になるのを確かめる(⑥⑦)。"""
    scene.med_login.set_password(password)
    expect(scene.med_login.signed_in_mark).to_be_visible()


@change("メールのURLから、パスワードを「{password}」に変更する", password="Clinic2026")
def _(scene: Scene, password: str) -> None:
    """受信トレイの最新のメールのURLを開き、⑤〜⑦を行う。"""
    scene.page.goto(scene.reset_mails()[-1].links()[0])
    scene.med_login.confirm()
    scene.med_login.set_password(password)
    expect(scene.med_login.signed_in_mark).to_be_visible()


@after("G-MISのタイルを押す")
def _(scene: Scene) -> None:
    """Med-Loginの画面で「G-MIS 医療機関等情報支援システム」を押す。"""
    follow(scene.med_login.tile)


@after("「かかりつけ医機能報告制度」から「定期報告」へ進む")
def _(scene: Scene) -> None:
    """G-MISのホームから2つのリンクを順に押す。"""
    follow(scene.gmis.primary_care)
    follow(scene.gmis.regular_report)


@after("ログアウトする")
def _(scene: Scene) -> None:
    """Med-Loginの画面で「ログアウト」を押す。"""
    scene.med_login.log_out()


def ask(scene: Scene) -> None:
    """①〜③ for the user's own name; returns when the mail has its verdict, or is put off."""
    scene.med_login.ask_for_a_reset(scene.username)
    expect(scene.med_login.heading("メールを確認してください")).to_be_visible()
    scene.world.settle()
