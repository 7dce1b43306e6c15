"""A report of one scenario, as a colleague writes it."""

from pathlib import Path

_FEATURE = """\
# language: ja
機能: 自作の報告
  利用者の申告: 届かない

  シナリオ: 一つ目
    前提 {given}
    もし {when}
    ならば {then}
"""
_PLAIN = {
    "given": "メールボックスは「plain」である",
    "when": "パスワードリセットを申し込む",
    "then": "再設定メールは届いていない",
}


def written(folder: Path, **lines: str) -> str:
    """Its name; 前提 is on line 6. ``lines``: given, when and then, where they are others."""
    (folder / "mine.feature").write_text(_FEATURE.format(**(_PLAIN | lines)), encoding="utf-8")
    return "mine.feature"
