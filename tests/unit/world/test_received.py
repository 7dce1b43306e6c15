from gmis_simulator.world.received import Received


def test_events_name_a_message_by_its_recipient_subject_and_id() -> None:
    mail = Received("a@demo.example", b"raw", "ご案内", "1@mailer.demo.example")
    assert mail.seen("info@demo.example") == {
        "to": "info@demo.example",
        "subject": "ご案内",
        "message_id": "<1@mailer.demo.example>",
    }
