"""Writes docs/steps.md out of the vocabulary: `.venv/bin/python -m docs.steps`."""

from itertools import groupby
from pathlib import Path

from pytest_gmis.reports.tags import TAGS
from pytest_gmis.reports.vocabulary import vocabulary

PAGE = Path(__file__).parent / "steps.md"
_HEAD = """\
# 手順の語彙

利用者の申告を `.feature` ファイルに書くときに使える文の一覧です。
`pytest_gmis/reports/sentences/` から `python -m docs.steps` で生成され、テストが一致を確かめます。
インストールした先では `gmis steps` が同じ一覧を出します。

- `{…}` のところには自由に書けます。数が入るところは `{…:d}` と書いてあります。
- どの文も、`前提`、`もし`、`ならば`、`かつ`、`ただし` のどれに続けても書けます。
- `〈世界〉` は世界の名前に、`〈最初のパスワード〉` はその医療機関の最初のパスワードに置き換わります。
- 一覧にない文を書くと、実行する前に、ファイル名、行、近い文が表示されます。

## ファイルの形

```gherkin
# language: ja
@手順③ @メール
機能: 原因を短く
  利用者の申告: 利用者が言ったこと
  原因: 何が起きているか。
  対処: 何をしてもらうか。
  見分け方: 同じ申告のほかの原因と、どう区別するか。
  回答例: 利用者に伝える文。そのまま回答に貼れるように書く。パスワードは尋ねない。
  出典: どこで分かったか

  @症状
  シナリオ: 申告のとおりになる
    前提 メールボックスは「junk-unknown」である
    もし パスワードリセットを申し込む
    ならば 「受信トレイ」に再設定メールはない

  @対処
  シナリオ: 対処すると解決する
    …
```

`gmis repro ファイル名.feature` は `@症状` のシナリオ(なければ最初のもの)を実行します。
`--remedy` を付けると、ほかのシナリオも実行します。
ひな形は `gmis new` で作れます。
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "## タグ\n", "| タグ | 意味 |", "|---|---|"]
    parts += [f"| `@{tag}` | {meaning} |" for tag, meaning in TAGS.items()]
    for title, sentences in groupby(vocabulary(), key=lambda sentence: sentence.group):
        parts += [f"\n## {title}\n", "| 文 | 意味 | 例 |", "|---|---|---|"]
        parts += [f"| {each.pattern} | {each.meaning} | `{each.example}` |" for each in sentences]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
