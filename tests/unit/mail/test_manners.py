"""The libraries stay as their owners left them, whoever else uses them in this process."""

import base64
import re
import sys
import time

import authheaders
import dkim
from nacl.signing import SigningKey

import gmis_simulator.server.running

MAIL = b"From: someone@elsewhere.example\r\nSubject: not of any world\r\n\r\nbody\r\n"


def test_no_library_is_patched() -> None:
    assert gmis_simulator.server.running.__name__ in sys.modules
    assert dkim.time is time
    for module in (authheaders, authheaders.dmarc_lookup):
        assert module.get_org_domain.__module__.startswith("authheaders")
    for function in (authheaders.check_dmarc, authheaders.check_dkim, dkim.sign, dkim.verify):
        assert function.__module__ in ("authheaders", "dkim")


def test_somebody_elses_signature_is_stamped_with_the_machines_time() -> None:
    key = base64.b64encode(bytes(SigningKey(b"k" * 32)))
    before = int(time.time())
    signed = dkim.sign(MAIL, b"sel", b"elsewhere.example", key, signature_algorithm=b"ed25519-sha256")
    stamp = re.search(rb"\bt=(\d+)", signed)
    assert stamp
    assert before <= int(stamp[1]) <= int(time.time())
