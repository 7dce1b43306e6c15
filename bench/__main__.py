"""All figures, a line each: scripts/bench."""

import platform

from bench import (
    control_room,
    costs,
    crowd,
    decision,
    evidence,
    happy_path,
    link_in_hand,
    mailbox_wait,
    server,
    throughput,
    workers,
    worst_mail,
)
from gmis_simulator.server.farm.haproxy import find_haproxy
from gmis_simulator.server.mailpit import find_mailpit


def main() -> None:
    """Print them as they come."""
    print(f"Python {platform.python_version()}, medians (least–most)")
    print(happy_path.measure())
    print(link_in_hand.measure("embedded"))
    if find_mailpit():
        print(link_in_hand.measure("mailpit"))
    print(throughput.measure("embedded"))
    if find_mailpit():
        print(throughput.measure("mailpit"))
    print(mailbox_wait.measure("embedded"))
    if find_mailpit():
        print(mailbox_wait.measure("mailpit"))
    print(decision.measure())
    print(control_room.event_to_console())
    for inbox in ("embedded", "mailpit") if find_mailpit() else ("embedded",):
        print(control_room.snapshots(inbox))
        print(crowd.two_hundred_users(inbox))
    print(control_room.many_worlds())
    print(evidence.from_call_to_dossier())
    print(evidence.all_together())
    print(evidence.cost_of_recording())
    print(evidence.largest_dossier())
    print(server.creating_a_world())
    print(server.gmis_up_ready("embedded"))
    if find_mailpit():
        print(server.gmis_up_ready("mailpit"))
    for inbox in ("embedded", "mailpit") if find_mailpit() else ("embedded",):
        print(server.known_and_unknown_name(inbox))
    print(worst_mail.measure())
    if find_haproxy():
        print(costs.of_a_reset())
        print(workers.cpu_of_a_reset())
        print(workers.resets_a_second())
        print(workers.through_the_front())
        print(workers.events_through_the_front())
        print(workers.killed_under_load())


if __name__ == "__main__":
    main()
