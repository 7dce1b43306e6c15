"""もし: time passes; what becomes due on the way is done."""

from datetime import datetime, timedelta

from e2e.steps.scene import Scene
from e2e.steps.vocabulary import Group

sentence = Group("時間", "もし")


@sentence("{count:d}日たつ", count=7)
def _(scene: Scene, count: int) -> None:
    """世界の時計を日単位で進める。その間に予定されていたこと(再送、登録など)は順に行われる。"""
    scene.world.advance(f"{count}d")


@sentence("{count:d}時間たつ", count=24)
def _(scene: Scene, count: int) -> None:
    """世界の時計を時間単位で進める。"""
    scene.world.advance(f"{count}h")


@sentence("{count:d}分たつ", count=15)
def _(scene: Scene, count: int) -> None:
    """世界の時計を分単位で進める。"""
    scene.world.advance(f"{count}m")


@sentence("{count:d}秒たつ", count=30)
def _(scene: Scene, count: int) -> None:
    """世界の時計を秒単位で進める。"""
    scene.world.advance(f"{count}s")


@sentence("翌日の{hour:d}時になる", hour=8)
def _(scene: Scene, hour: int) -> None:
    """世界の時計を翌日のその時刻まで進める。"""
    tomorrow = datetime.fromisoformat(scene.world.now()) + timedelta(days=1)
    scene.world.set_clock(tomorrow.replace(hour=hour, minute=0, second=0).isoformat())
