"""Bundles that no browser was needed for."""

from pathlib import Path

from pytest_gmis.client.control import World
from pytest_gmis.evidence.bundle import BrowserState, State, write_bundle
from pytest_gmis.evidence.recording import Recording


def bundle_of(world: World | None, folder: Path, *, looking_at: str = "") -> Path:
    """The world as it is now, with a browser that shows its page ``looking_at``; None: a bundle without a world."""
    dossier = folder / "it.html"
    dossier.write_text("<html>")
    url = world.url.removesuffix(f"/{world.name}") if world else ""
    browsers = [BrowserState(storage={"cookies": []}, pages=[f"{world.url}/{looking_at}"])] if world else []
    path = folder / "it.gmis.zip"
    write_bundle(
        path,
        Recording(name="it", title="題", started="2026-01-15T09:00:00+09:00"),
        State(url, world.snapshot() if world else None, browsers, {}),
        verdict=("再現した", "利用者の申告のとおりになりました。", "warn"),
        dossier=dossier,
        traces=[],
        feature=None,
        browser="chromium",
    )
    return path
