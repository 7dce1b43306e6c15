"""The page of `gmis merge`: failures first, then a line for each step, requirement and reason."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.rigs.merged import merge, page, put, result


def test_failures_come_first_with_their_reason_and_a_link_to_their_dossier(tmp_path: Path) -> None:
    dossier = tmp_path / "a" / "dossiers" / "記録 1#?.html"
    dossier.parent.mkdir(parents=True)
    dossier.write_text("the dossier")
    lost = result("test_lost", "flaky", dossier="dossiers/gone.html", reason="<b>markup</b>")
    put(tmp_path / "a", lost, result("test_red", "failed", dossier=f"dossiers/{dossier.name}"), status=1)
    merge(tmp_path / "a", cwd=tmp_path)
    merged = page(tmp_path)
    assert merged.html.index("e2e/test_it.py::test_red") < merged.html.index("e2e/test_it.py::test_lost")
    (link,) = [link for link in merged.links if not link.startswith("#")]
    assert (tmp_path / "report" / "merged" / unquote(link)).read_text() == "the dossier"
    assert "記録は見つかりません（dossiers/gone.html）" in merged.html
    assert "&lt;b&gt;markup&lt;/b&gt;" in merged.html


def test_every_step_and_every_requirement_has_its_line(tmp_path: Path) -> None:
    put(
        tmp_path,
        result("test_one", steps=["①", "②"], requirements=["forgot-link"]),
        result("test_two", "failed", steps=["②"], requirements=["user-name", "no-such-one"]),
        result("test_three", "skipped", steps=["③"], requirements=["mail-sender", "forgot-link"]),
        status=1,
    )
    ended = merge(tmp_path, cwd=tmp_path)
    assert re.search(r"テストのない要件が\d+件あります", ended.out)
    merged = page(tmp_path)
    steps = {row[0]: row[1:3] for row in merged.table("案内文書の手順ごと")}
    assert steps["① ログインページ"] == ["1", "成功 1"]
    assert steps["② ユーザ名"] == ["2", "成功 1 失敗 1"]
    assert steps["⑦ パスワードを変更"] == ["0", ""]
    outcomes = {row[1].split()[-2]: row[2] for row in merged.table("要件: 案内文書")}
    assert outcomes["forgot-link"] == "成功"  # one of its two tests was skipped
    assert (outcomes["user-name"], outcomes["mail-sender"]) == ("失敗", "スキップ")
    assert outcomes["way-to-report"] == "テストなし"
    assert 'class="untested"' in merged.html
    assert merged.table("要件: 一覧にない要件")[0][1] == "no-such-one no-such-one"
    assert any("10回間違えて" in row[1] for row in merged.table("要件: 利用者からの報告"))


def test_what_was_skipped_is_told_by_reason_and_the_slowest_ten_by_time(tmp_path: Path) -> None:
    skipped = [result(f"test_skipped_{number}", "skipped", reason="spamdがない") for number in range(3)]
    put(tmp_path, *skipped, *[result(f"test_{number}", took=float(number)) for number in range(12)])
    merge(tmp_path, cwd=tmp_path)
    merged = page(tmp_path)
    assert "spamdがない（3件）" in merged.html
    assert [row[0] for row in merged.table("時間のかかったもの")] == [f"{number}.0秒" for number in range(11, 1, -1)]
