"""deploy/: what stands in its files holds together, and fits the schemas of those who read them."""

import json
import re
from importlib.resources import files
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from tools.deploy import CONFIGURATIONS, DEPLOY, text_of

MANIFESTS = sorted(path.name for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.stem != "kustomization")


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return document


def manifests() -> dict[str, dict[str, Any]]:
    """Each by its kind and name."""
    found = [each for name in MANIFESTS for each in documents(name)]
    return {f"{each['kind']} {each['metadata']['name']}": each for each in found}


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes" / name).read_text("utf-8")))


def peers(arguments: list[str]) -> list[str]:
    (found,) = re.findall(r"--peers[ =](\S+)", " ".join(arguments))
    return [each.removeprefix("http://") for each in found.split(",")]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_haproxys_configuration_is_that_of_gmis_up(name: str) -> None:
    assert (DEPLOY / name).read_text("utf-8") == text_of(name), "run: .venv/bin/python -m tools.deploy"


def test_compose_yaml_fits_the_compose_specification() -> None:
    schema = files("check_jsonschema.builtin_schemas.vendor").joinpath("compose-spec.json").read_text("utf-8")
    jsonschema.validate(compose(), json.loads(schema))


@pytest.mark.parametrize("name", MANIFESTS)
def test_the_manifests_fit_the_schemas_of_kubernetes(name: str) -> None:
    for document in documents(name):
        kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def test_kustomization_names_every_manifest_and_the_configuration() -> None:
    (kustomization,) = documents("kustomization.yaml")
    assert sorted(kustomization["resources"]) == MANIFESTS
    assert kustomization["configMapGenerator"] == [{"name": "haproxy", "files": ["haproxy.cfg"]}]


def test_in_compose_haproxy_leads_to_the_workers_and_they_know_each_other() -> None:
    services = compose()["services"]
    workers = {name: each for name, each in services.items() if name.startswith("worker-")}
    assert [f"{name}:8000" for name in workers] == CONFIGURATIONS["haproxy.cfg"]
    for index, worker in enumerate(workers.values()):
        assert f"--worker={index}" in worker["command"]
        assert peers(worker["command"]) == CONFIGURATIONS["haproxy.cfg"]


def test_compose_publishes_on_loopback_alone() -> None:
    published = [port for each in compose()["services"].values() for port in each.get("ports", ())]
    assert len(published) == 2
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_in_kubernetes_haproxy_leads_to_the_workers_and_they_know_each_other() -> None:
    simulator = manifests()["StatefulSet simulator"]["spec"]
    addresses = CONFIGURATIONS["kubernetes/haproxy.cfg"]
    assert simulator["replicas"] == len(addresses)
    assert peers(simulator["template"]["spec"]["containers"][0]["args"]) == addresses
    assert simulator["serviceName"] in manifests()["Service simulator"]["metadata"]["name"]


def test_in_kubernetes_the_workers_know_the_name_by_which_the_ingress_is_asked() -> None:
    (rule,) = manifests()["Ingress gmis"]["spec"]["rules"]
    (container,) = manifests()["StatefulSet simulator"]["spec"]["template"]["spec"]["containers"]
    assert f"--url http://{rule['host']} " in container["args"][0]


def test_in_kubernetes_every_service_finds_its_pods() -> None:
    found = manifests()
    labels = [each["spec"]["template"]["metadata"]["labels"] for each in found.values() if "template" in each["spec"]]
    for name, each in found.items():
        if name.startswith("Service "):
            assert each["spec"]["selector"] in labels, name


def test_the_image_is_made_of_the_wheel_runs_as_nobody_and_says_how_it_is() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    assert "COPY dist/gmis_reset_simulator-*.whl /wheel/" in lines
    assert lines.index("USER nobody") < lines.index('ENTRYPOINT ["gmis"]')
    assert any(line.startswith("HEALTHCHECK ") for line in lines)
