"""What every test of this project is handed; the fixtures themselves are in fixtures/plugin.py."""

pytest_plugins = ["fixtures.plugin", "fixtures.failures", "fixtures.results", "e2e.plugin"]
