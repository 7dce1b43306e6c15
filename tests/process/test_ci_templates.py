"""docs/ci: the templates that a project copies are well formed, and their commands do what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from groovy_parser.parser import parse_groovy_content

from pytest_gmis.evidence.times_file import Times, read_times, write_times
from tests.process.plugin.project import environment, write

CI = Path(__file__).parents[2] / "docs" / "ci"
SCHEMAS = {
    "github-actions.yml": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab-ci.yml": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
PLUGINS = "pytest_playwright.pytest_playwright,pytest_gmis.plugin,xdist.plugin,xdist.looponfail"
COMMAND = re.compile(r"""^ *(?:- run: |- |sh ')((?:pytest|gmis merge) .*?)'?$""", re.MULTILINE)
SUITE = {
    "pytest.ini": "[pytest]\ngmis_short_names = true\naddopts = -p no:cacheprovider\n",
    "test_it.py": "def test_one(world): pass\ndef test_two(world): pass\ndef test_three(world): pass\n",
}


def commands(template: str) -> list[str]:
    """What it runs of ours, the tests first."""
    return COMMAND.findall((CI / template).read_text(encoding="utf-8"))


def filled_in(template: str, which: int, of: int) -> list[str]:
    """Its commands as the CI would give them to a shell, in that part of so many."""
    expressions = {"${{ matrix.shard }}": which, "${{ strategy.job-total }}": of}
    variables = {"$CI_NODE_INDEX": which, "$CI_NODE_TOTAL": of, "$SHARD/4": f"{which}/{of}", "$SHARD": which}
    filled = commands(template)
    for name, value in (expressions | variables).items():
        filled = [command.replace(name, str(value)) for command in filled]
    return filled


@pytest.mark.parametrize("template", SCHEMAS)
def test_a_template_is_what_its_schema_says(template: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *SCHEMAS[template], template],
        cwd=CI, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_jenkinsfile_is_groovy() -> None:
    # what of it is declarative only Jenkins itself can check
    parse_groovy_content((CI / "Jenkinsfile").read_text(encoding="utf-8"))


def test_all_templates_run_the_same() -> None:
    first, *others = [filled_in(template, 2, 4) for template in (*SCHEMAS, "Jenkinsfile")]
    assert len(first) == 2
    assert not any("$" in command for command in first)
    assert others == [first, first]


def test_the_parts_of_a_suite_are_run_and_merged_with_their_times(tmp_path: Path) -> None:
    write(tmp_path, SUITE)
    write_times(tmp_path / "test-times.json", Times())
    around = environment(PYTEST_PLUGINS=PLUGINS, PYTEST_XDIST_AUTO_NUM_WORKERS="1")
    around["PATH"] = f"{Path(sys.executable).parent}:{around['PATH']}"
    parts = [filled_in("gitlab-ci.yml", which, 2) for which in (1, 2)]
    for command in [*(run for run, _ in parts), parts[0][1]]:
        ended = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=tmp_path, env=around, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
    assert "テスト3件" in ended.stdout
    assert set(read_times(tmp_path / "report" / "test-times.json").seconds) == {
        "test_it.py::test_one", "test_it.py::test_two", "test_it.py::test_three"
    }  # fmt: skip
    assert (tmp_path / "report" / "merged" / "index.html").exists()


def test_no_template_names_a_host() -> None:
    for path in CI.iterdir():
        assert not re.search(r"https?://|\.(?:com|org|io)\b", path.read_text(encoding="utf-8")), path.name
