"""Medians of interleaved runs: what drifts on a shared machine then hits both sides alike."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    gc.collect()
    began = perf_counter()
    work()
    return perf_counter() - began


def ms(values: list[float]) -> str:
    """``median (least–most) ms`` of seconds."""
    return f"{median(values) * 1000:.1f} ({min(values) * 1000:.1f}–{max(values) * 1000:.1f}) ms"


def paired(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    """Seconds of ``runs`` runs of each, in turn, after one run of each that does not count."""
    one(), other()
    pairs = [(seconds(one), seconds(other)) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def ratio(one: list[float], other: list[float]) -> float:
    """The median of the ratios, pair by pair."""
    return median(a / b for a, b in zip(one, other, strict=True))
