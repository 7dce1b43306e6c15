"""Results of runs as pytest writes them, joined by `gmis merge`, and the page that it makes of them."""

from html.parser import HTMLParser
from pathlib import Path

from pytest_gmis.evidence.results_file import Outcome, Result, RunResults, write_results
from tests.rigs.commands import Ended, call

REQUIREMENTS = Path(__file__).parents[2] / "e2e" / "requirements.toml"


def result(name: str, outcome: Outcome = "passed", *, browser: str = "chromium", **fields: object) -> Result:
    given: dict[str, object] = {"inbox": "mailpit", "took": 1.0, "title": name, **fields}
    nodeid = f"e2e/test_it.py::{name}[{browser}]"
    return Result.model_validate(
        {"nodeid": nodeid, "test": f"e2e/test_it.py::{name}", "outcome": outcome, "browser": browser, **given}
    )


def put(
    folder: Path, *results: Result, name: str = "junit", status: int | None = 0, hour: int = 9, shard: str = ""
) -> Path:
    path = folder / f"{name}.results.json"
    started = f"2026-01-15T{hour:02}:00:00+00:00"
    run = RunResults(name=name, started=started, took=9, status=status, shard=shard, results=list(results))
    write_results(path, run)
    return path


def merge(*where: Path, cwd: Path) -> Ended:
    return call("merge", "--requirements", str(REQUIREMENTS), *map(str, where), cwd=cwd)


class Page(HTMLParser):
    """``rows``: the texts of every table's rows, by the heading of its section; ``links``: of every href."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.html = path.read_text(encoding="utf-8")
        self.rows: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self._heading, self._in_heading, self._cell = "", False, False
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "link", "iframe", "img")
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "h2":
            self._heading, self._in_heading = "", True
        elif tag == "tr":
            self.rows.setdefault(self._heading, []).append([])
        elif tag in ("td", "th"):
            self.rows[self._heading][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self._in_heading = False
        elif tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self._heading += data
        elif self._cell:
            self.rows[self._heading][-1][-1] += " ".join(data.split()) + " " if data.strip() else ""

    def table(self, heading: str) -> list[list[str]]:
        """The rows of the section whose heading begins so, without the head of the table."""
        found = next(rows for title, rows in self.rows.items() if title.startswith(heading))
        return [[cell.strip() for cell in row] for row in found[1:]]


def page(folder: Path) -> Page:
    return Page(folder / "report" / "merged" / "index.html")
