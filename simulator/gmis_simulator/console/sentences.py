"""What events say, in a sentence for each kind, and what the codes in them mean."""

from typing import get_args

from gmis_api.language import _, titled
from gmis_simulator.world.accounts import PasswordRefusal
from gmis_simulator.world.faults import KINDS, EndedBy
from gmis_simulator.world.reset import Outcome
from gmis_simulator.world.reset_link import LinkState
from gmis_simulator.world.rules.rule import VerdictName

_CODES: dict[str, tuple[str, ...]] = {
    "outcome": (*(each.value for each in Outcome), "missing", "ambiguous", "in-progress", "accepted"),
    "reason": (
        *(each.value for each in PasswordRefusal), "password", "unknown", "locked", "disabled", "idle", "logout",
        "password-changed", "link-spent", "lost", "night", "phone", "right",
        "newer-request", "address-changed", "account-disabled", "account-removed", "username-changed", "account-closed",
        "no-account",
    ),
    "answer": ("out-of-office", "challenge"),
    "state": tuple(each.value for each in LinkState),
    "by": (*get_args(EndedBy), "password", "reset-link", "gateway", "owner", "unused"),
    "verdict": get_args(VerdictName),
    "visit": ("delivery", "click"),
}  # fmt: skip


def codes() -> dict[str, dict[str, str]]:
    """What a code is called, by the field in which it stands; a fault has its name behind, since scripts give it."""
    said = {kind: {code: title_of(kind, code) for code in every} for kind, every in _CODES.items()}
    return {**said, "folder": said["verdict"], "fault": {kind: titled("fault", kind) for kind in KINDS}}


def titles() -> dict[str, str]:
    """The title of each kind of event, with the kind behind it."""
    return {kind: titled("event", kind) for kind in ("page.answered", *sentences())}


def title_of(kind: str, name: str) -> str:
    """What people call it, without the name behind."""
    return titled(kind, name).removesuffix(f" ({name})")


def sentences() -> dict[str, str]:
    """A sentence for each kind of event but a page's, which is made of its parts; scripts fill in its data."""
    return {
        "reset.requested": _("Reset asked for {username} ({outcome})"),
        "link.issued": _("Reset link {link} issued"),
        "link.opened": _("Reset link {link} opened ({state})"),
        "link.confirmed": _("Reset link {link} confirmed"),
        "link.refused": _("Reset link refused ({state})"),
        "link.revoked": _("Reset link {link} is of no use any more ({reason})"),
        "session.started": _("{username} is logged in ({by})"),
        "session.ended": _("Session of {username} ended ({reason})"),
        "login.refused": _("Login of {username} refused ({reason})"),
        "account.locked": _("{username} locked"),
        "password.refused": _("New password refused ({reasons})"),
        "password.changed": _("Password of {username} changed"),
        "mail.queued": _("Mail {mail} queued to {to}"),
        "mail.deferred": _("Mail {mail} deferred ({code} {reply})"),
        "mail.bounced": _("Mail {mail} bounced ({code} {reply})"),
        "mail.forwarded": _("Forwarded to {forwarded_to}"),
        "mail.verdict": _("Verdict: {verdict} (rule: {rule})"),
        "mail.delivered": _("“{subject}” delivered to {folder}"),
        "mail.moved": _("Mail moved to {folder}"),
        "mail.deleted": _("Mail deleted"),
        "mail.answered": _("{to} answered by itself ({answer})"),
        "mail.unanswered": _("To {to}: nobody answers"),
        "scanner.opened": _("A scanner opened the link ({on})"),
        "scanner.clicked": _("The link was clicked, and scanned before"),
        "scanner.skipped": _("A scanner left a link alone ({reason})"),
        "scanner.failed": _("A scanner could not open the link ({reason})"),
        "office.answered": _("The office answered {sender} ({outcome})"),
        "address.changed": _("Registered address changed to {address}"),
        "address.refused": _("Registered address not changed ({reason})"),
        "report.opened": _("{username} opened the regular report"),
        "report.refused": _("Regular report of {username} refused ({reason})"),
        "mistake": _("A mistake of the simulator: {doing} ({error})"),
        "clock.moved": _("Clock moved to {now}"),
        "fault.added": _("Fault “{fault}” added {where}"),
        "fault.hit": _("Fault “{fault}” hit {where}"),
        "fault.ended": _("Fault “{fault}” ended"),
        "institution.changed": _("Institution {username} changed"),
        "institution.removed": _("Institution {username} removed"),
        "institution.renamed": _("Institution {username} has another user name"),
        "mailbox.changed": _("Mailbox {address} changed ({persona})"),
        "settings.changed": _("Settings changed: {settings}"),
        "defects.changed": _("Defects that are on: {defects}"),
        "world.created": _("World made"),
        "world.deleted": _("World deleted"),
    }
