"""What somebody of a clinic does by hand in a world, one story each."""

from tests.rigs.clinic import REPORT, Clinic


def expired(clinic: Clinic) -> None:
    clinic.ask()
    clinic.world.advance("24h")
    clinic.world.advance("1s")
    clinic.open(clinic.link())


def spent(clinic: Clinic) -> None:
    clinic.ask()
    clinic.come_by_link()
    clinic.come_by_link("another")


def passwords(clinic: Clinic) -> None:
    clinic.ask()
    clinic.come_by_link()
    for typed in (
        (clinic.world.institution.password, None),
        ("aaaaaaaa1", None),
        ("abc", None),
        ("Aa345678", "Aa345679"),
    ):
        clinic.change(*typed)
    clinic.change("Aa345678")
    clinic.browser().post("/s/logout")
    clinic.log_in("no")
    clinic.log_in("Aa345678")


def carrier(clinic: Clinic) -> None:
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="softbank")
    clinic.ask()
    clinic.webmail("/lists/safe_senders", sender="helpdesk@gmis.mhlw.go.jp")
    clinic.ask()
    clinic.webmail("/switches", spoofing="on", links="receive", filter="on")
    clinic.ask()


def two_browsers(clinic: Clinic) -> None:
    clinic.log_in()
    clinic.ask(browser="another")
    clinic.come_by_link("another")
    clinic.change("Aa345678", browser="another")


def phone_without_right(clinic: Clinic) -> None:
    clinic.world.put_institution("ex000000", may_report=False)
    clinic.browser("phone", agent="Mozilla/5.0 (iPhone) Mobile")
    clinic.log_in(browser="phone")
    clinic.open(REPORT, "phone")
    clinic.log_in()
    clinic.open(REPORT)
    clinic.world.put_institution("ex000000", may_report=True)
    clinic.open(REPORT)


def scanner(clinic: Clinic) -> None:
    clinic.world.change_settings(interstitial=False)
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="outlook")
    clinic.ask()
    clinic.world.advance("20s")
    clinic.open(clinic.link())


def faults(clinic: Clinic) -> None:
    clinic.world.add_fault("maintenance", where="/s/login/", lasts="10m")
    clinic.world.add_fault("smtp-4xx", times=2)
    clinic.open("/s/login/")
    clinic.world.advance("15m")
    clinic.ask()
    clinic.world.advance("30m")


def locked_and_moved(clinic: Clinic) -> None:
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="junk-unknown")
    clinic.world.put_institution("ex000000", locked=True)
    clinic.ask()
    clinic.world.advance("16m")
    clinic.ask()
    mails = [event.data["id"] for event in clinic.world.events("mail.delivered")]
    clinic.webmail(f"/junk/{mails[0]}/move", to="inbox")
    clinic.webmail(f"/junk/{mails[1]}/delete")
