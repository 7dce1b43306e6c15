"""A rush told: the verdict, what became of resets and mails, and how long each page took; one HTML file."""

from dataclasses import asdict, dataclass

from gmis.load.outcome import MAIL, Outcome, Page
from gmis.load.tally import Tally
from gmis_api.language import N_, _
from pytest_gmis.evidence.dossier import Headline
from pytest_gmis.evidence.page_templates import environment

FATES = {
    "delivered": N_("delivered"), "bounced": N_("refused by the recipient's side, and came back"),
    "discarded": N_("thrown away by the recipient's side"), "waiting": N_("still to be tried again"),
    "lost": N_("lost"), "twice": N_("there twice"),
}  # fmt: skip
"""What a mail can come to."""

REQUESTS = {
    "mailed": N_("a mail was sent"), "limit": N_("refused by the limit of a day"),
    "locked": N_("a mail without a link, since the account is locked"), "unknown": N_("no such user name"),
    "disabled": N_("the account is disabled"), "no-address": N_("no address is registered"),
}  # fmt: skip
"""What a request for a reset can come to."""

_templates = environment("gmis.load", "pytest_gmis.evidence")


@dataclass(frozen=True, slots=True)
class Load:
    """All that is told of one rush."""

    rush: str
    users: int
    workers: int
    seed: int
    pace: float
    outcome: Outcome
    tally: Tally

    @property
    def wrong(self) -> list[str]:
        """What should not have happened, a sentence each."""
        mails, errors = self.tally.mails, sum(each.times for each in self.outcome.failures)
        found = [
            (mails["lost"], _("{count} mails lost", count=mails["lost"])),
            (mails["twice"], _("{count} mails there twice", count=mails["twice"])),
            (errors, _("{count} errors", count=errors)),
            (self.tally.gone, _("{count} worlds gone before their mails could be counted", count=self.tally.gone)),
            (self.tally.mistakes, _("{count} mistakes of the simulator", count=self.tally.mistakes)),
            (self.users - self.outcome.done, _("{count} users not through", count=self.users - self.outcome.done)),
        ]
        return [sentence for count, sentence in found if count > 0]

    @property
    def headline(self) -> Headline:
        """The verdict."""
        if self.wrong:
            return Headline(_("Not all well"), _("; ").join(self.wrong), "bad")
        sentence = _(
            "{users} users, {resets} passwords reset, {mails} mails: none lost, no error.",
            users=self.users, resets=self.tally.completed, mails=self.tally.sent,
        )  # fmt: skip
        return Headline(_("None lost"), sentence, "good")

    @property
    def mail(self) -> Page | None:
        """From the click to the mail, where one was waited for."""
        return next((page for page in self.outcome.pages if (page.method, page.name) == MAIL), None)

    @property
    def pages(self) -> list[Page]:
        """Those that were asked for, without what is no page."""
        return [page for page in self.outcome.pages if page.method in ("GET", "POST")]

    @property
    def per_second(self) -> float:
        """Resets completed in a second, from the first user to the last."""
        return self.tally.completed / max(self.outcome.seconds, 1)

    def page(self) -> str:
        """Its HTML."""
        return _templates.get_template("load.html").render(load=self, fates=FATES, requests=REQUESTS)

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        said = {name: getattr(self, name) for name in ("rush", "users", "workers", "seed", "pace", "wrong")}
        return {**said, "outcome": asdict(self.outcome), "tally": self.tally.as_json()}
