"""What every test of this project is handed; the fixtures themselves are in pytest_gmis/plugin."""

pytest_plugins = [
    "pytest_gmis.plugin.fixtures",
    "pytest_gmis.plugin.second_run",
    "pytest_gmis.plugin.results",
    "pytest_gmis.plugin.features",
]
