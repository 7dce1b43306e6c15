"""GET /metrics: what one server does, in Prometheus' format, collected when it is asked for.

No label holds a world's name, an address or a token: those have no end, and are nobody's business who draws curves.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.server.counts import Counts
from gmis_simulator.world.reset import Outcome
from gmis_simulator.world.worlds import Worlds

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds


class Metrics(Collector):
    """A registry of one server's own, so that two in one process do not mix; ``lag`` is fed by `Lag`."""

    def __init__(self, worlds: Worlds, clockwork: Clockwork) -> None:
        self._worlds, self._clockwork, self._counts = worlds, clockwork, Counts(worlds)
        self.registry = CollectorRegistry(auto_describe=False)
        self.lag = Histogram(
            "gmis_event_loop_lag_seconds", "By how much the event loop wakes up late.",
            registry=self.registry, buckets=_BUCKETS,
        )  # fmt: skip
        self.registry.register(self)
        ProcessCollector(registry=self.registry)

    def collect(self) -> Iterator[Metric]:
        """What is known now; the library asks for it."""
        yield InfoMetricFamily("gmis", "Which simulator this is.", {"version": version("gmis-reset-simulator")})
        yield GaugeMetricFamily("gmis_worlds", "Worlds that are here.", len(self._worlds))
        yield _counted("gmis_events", "Events of all worlds, also of those that are gone.", "kind", self._counts.events)
        resets = dict.fromkeys(Outcome, 0) | self._counts.resets
        yield _counted("gmis_resets", "Requests for a reset, by what became of them.", "outcome", resets)
        yield _counted("gmis_mails", "Mails judged, by verdict.", "verdict", self._counts.mails)
        later = Counter(job for world in self._worlds for job in world.agenda.kinds())
        waiting = GaugeMetricFamily("gmis_jobs_waiting", "Jobs for later, on the worlds' agendas.", labels=["job"])
        for job, number in sorted(later.items()):
            waiting.add_metric([job], number)
        yield waiting
        yield GaugeMetricFamily("gmis_jobs_under_way", "Jobs begun and not ended, mails for the most part.",
                                self._clockwork.under_way)  # fmt: skip


def _counted(name: str, what: str, label: str, numbers: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, what, labels=[label])
    for value, number in sorted(numbers.items()):
        family.add_metric([value], number)
    return family


async def show_metrics(request: Request) -> Response:
    """GET /metrics, in the version of the format that the asker accepts."""
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(request.app.state.metrics.registry), headers={"Content-Type": media_type})
