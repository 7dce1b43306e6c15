"""前提: what the world is like."""

import json

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group

sentence = Group("前提: 世界", "前提")


@sentence("日時は「{moment}」である", moment="2026-01-15 12:00")
def _(scene: Scene, moment: str) -> None:
    """世界の時計をその日時(日本時間)まで進める。はじめは2026年1月15日の9時で、戻すことはできない。"""
    date, _, time = moment.partition(" ")
    scene.world.set_clock(f"{date}T{time or '00:00'}:00+09:00")


@sentence("設定「{name}」は「{value}」である", name="interstitial", value="false")
def _(scene: Scene, name: str, value: str) -> None:
    """世界の設定を変える。名前と意味は docs/fidelity.md、値はJSONで書く(文字列は引用符なしでもよい)。"""
    scene.world.change_settings(**{name: _value(value)})


@sentence("不具合「{name}」がある", name="reset-link-reusable")
def _(scene: Scene, name: str) -> None:
    """その不具合だけを入れる。いくつかあるときは「、」で区切る。名前の一覧は gmis up の /api/catalogue。"""
    scene.world.set_defects(*name.split("、"))


@sentence("不具合がなくなる")
def _(scene: Scene) -> None:
    """すべての不具合を取り除く。"""
    scene.world.set_defects()


@sentence("故障「{kind}」が起きている", kind="smtp-down")
def _(scene: Scene, kind: str) -> None:
    """なくなるまで続く故障。名前の一覧は /api/catalogue。"""
    scene.world.add_fault(kind)


@sentence("故障「{kind}」が{times:d}回起きる", kind="smtp-4xx", times=1)
def _(scene: Scene, kind: str, times: int) -> None:
    """その回数だけ起きて、自動的に終わる故障。"""
    scene.world.add_fault(kind, times=times)


@sentence("故障「{kind}」が「{where}」で起きている", kind="status-503", where="/s/login/")
def _(scene: Scene, kind: str, where: str) -> None:
    """その画面(パスの先頭)またはその宛先だけで起きる故障。"""
    scene.world.add_fault(kind, where=_place(scene, where))


@sentence("故障「{kind}」が「{where}」で{times:d}回起きる", kind="status-503", where="/s/login/", times=1)
def _(scene: Scene, kind: str, where: str, times: int) -> None:
    """その画面(パスの先頭)またはその宛先だけで、その回数だけ起きる故障。"""
    scene.world.add_fault(kind, where=_place(scene, where), times=times)


@sentence("故障「{kind}」がなくなる", kind="maintenance")
def _(scene: Scene, kind: str) -> None:
    """その種類の故障を終わらせる。"""
    for fault in scene.world.faults():
        if fault.kind == kind:
            scene.world.end_faults(fault.number)


@sentence("故障がなくなる")
def _(scene: Scene) -> None:
    """すべての故障を終わらせる。"""
    scene.world.end_faults()


institution = Group("前提: 医療機関", "前提")


@institution("医療機関「{name}」(ユーザ名「{username}」)がある", name="見本薬局", username="ex000001")
def _(scene: Scene, name: str, username: str) -> None:
    """医療機関を加える。はじめは見本クリニック(ex000000)だけがある。"""
    scene.world.put_institution(username, name=name)


@institution("利用者はユーザ名「{username}」の担当者である", username="ex000001")
def _(scene: Scene, username: str) -> None:
    """これより後の手順は、その医療機関の担当者が行う。"""
    scene.username = username
    _ = scene.institution


@institution("アカウントがロックされている")
def _(scene: Scene) -> None:
    """ログインの失敗が続いたあとと同じ状態にする。"""
    _change(scene, locked=True)


@institution("アカウントが無効になっている")
def _(scene: Scene) -> None:
    """アカウントを無効にする。"""
    _change(scene, enabled=False)


@institution("定期報告を始める権限がない")
def _(scene: Scene) -> None:
    """報告を始める権限を外す。"""
    _change(scene, may_report=False)


@institution("定期報告を始める権限が付与される")
def _(scene: Scene) -> None:
    """報告を始める権限を付ける(実際には1か月程度かかる)。"""
    _change(scene, may_report=True)


@institution("パスワードは「{password}」である", password="Clinic2025")
def _(scene: Scene, password: str) -> None:
    """いまのパスワードを決める。"""
    _change(scene, password=password)


@institution("登録メールアドレスは「{address}」である", address="uketsuke")
def _(scene: Scene, address: str) -> None:
    """登録されているメールアドレスを変える。@ を書かなければ、この世界のアドレスになる。"""
    _change(scene, registered_address=scene.address_of(address))


@institution("メールアドレスが登録されていない")
def _(scene: Scene) -> None:
    """登録メールアドレスを空にする。"""
    _change(scene, registered_address="")


def _change(scene: Scene, **fields: object) -> None:
    now = scene.institution
    kept = {
        "name": now.name,
        "location": now.location,
        "registered_address": now.registered_address,
        "enabled": now.enabled,
        "may_report": now.may_report,
    }
    scene.world.put_institution(scene.username, **(kept | fields))


def _place(scene: Scene, where: str) -> str:
    return scene.filled(where) if where.startswith("/") else scene.address_of(where)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
