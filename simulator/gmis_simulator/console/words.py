"""What the console's page and its scripts say, in the language that is spoken."""

from typing import Any

from gmis_api.language import _


def words() -> dict[str, str]:
    """The fixed words, by the name that template and scripts have for them; scripts fill in what is in braces."""
    return {
        "title": _("Control room"), "simulator": _("Simulator"),
        "warning": _("This is a simulator. It is not a real system."),
        "worlds": _("Worlds"), "find": _("Filter by name"), "preset": _("Preset"),
        "create": _("Make a world"), "now": _("World time"), "running": _("running"), "standing": _("standing"),
        "advance": _("Move the clock"), "h1": _("+1 hour"), "h24": _("+24 hours"), "d7": _("+7 days"),
        "moved": _("The clock was moved."), "snapshot": _("Save snapshot"), "python": _("Copy as Python"),
        "copied": _("Copied."), "lines": _("Python that makes this world"), "delete": _("Delete this world"),
        "sure": _("Delete this world and its mails?"), "gone": _("This world was deleted."),
        "choose": _("Choose a world from the list, or make one."), "more": _("There are more. {count} are shown."),
        "mailboxes": _("Mailboxes"), "webmail": _("Webmail"), "persona": _("Recipient's side of {address}"),
        "own": _("its own rules"), "faults": _("Faults"), "kind": _("Kind"),
        "where": _("Where (path prefix or recipient)"), "times": _("Times"), "for": _("For (e.g. 10m)"),
        "seconds": _("Wait (seconds)"), "add": _("Cause the fault"), "end": _("End it"), "left": _("{count} left"),
        "until": _("until {at}"), "defects": _("Defects"), "findDefect": _("Find a defect"), "on": _("{count} on"),
        "settings": _("Settings"), "timeline": _("Timeline"), "show": _("Show"), "text": _("Filter by text"),
        "earlier": _("Show earlier events"), "hidden": _("{count} events are hidden."),
        "trace": _("How it was decided"), "open": _("Open"), "none": _("none"), "comma": _(", "),
        "yes": _("on"), "no": _("off"),
        "lost": _("Connection lost. Reconnecting…"), "silent": _("The simulator does not answer."),
        "shown": _("{page} shown ({status})"), "posted": _("{page} posted ({status})"),
        "asked": _("{page} {method} ({status})"),
    }  # fmt: skip


def lanes() -> list[tuple[str, str]]:
    """In which an event may stand, by its name: who did it, or where it happened."""
    return [
        ("user", _("User")), ("med", "Med-Login"), ("mail", _("Mail")), ("far", _("Far side")), ("gmis", "G-MIS"),
        ("room", _("Controls and faults")),
    ]  # fmt: skip


def pages() -> list[tuple[str, str]]:
    """What the page at a path is called; of `/webmail/` all that is below it."""
    external = "/_nc_external/identity/ui/login/ForgotPasswordInterstitial"
    return [
        ("/s/login/ForgotPassword", _("② forgot password")), ("/s/login/CheckPasswordResetEmail", _("③ mail sent")),
        (external, _("④ interstitial")), ("/_ui/system/security/ChangePassword", _("⑥ change password")),
        ("/s/login/", _("① login")), ("/s/logout", _("log out")), ("/s/", _("Med-Login's launcher")),
        ("/gmis/kakaritsukei/teiki/", _("the regular report")), ("/gmis/kakaritsukei/", _("the primary care page")),
        ("/gmis/", _("G-MIS home")), ("/webmail/", _("the webmail")),
    ]  # fmt: skip


def all_words() -> dict[str, Any]:
    """All of this, with what events say."""
    from gmis_simulator.console.sentences import codes, sentences, titles

    return {
        "words": words(), "lanes": lanes(), "pages": pages(), "sentences": sentences(), "titles": titles(),
        "codes": codes(),
    }  # fmt: skip
