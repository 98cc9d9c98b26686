"""The private names of aiortc that `media/dtls.py` rests on, shown to do what it needs."""
# pyright: reportPrivateUsage=false

import asyncio

import pytest
from aiortc.rtcdtlstransport import SRTP_AES128_CM_SHA1_80

from media.dtls import Certificate, Dtls, SrtpError, State
from media.rtp import write_header
from tests.until import until

PACKET = write_header(False, 111, 7, 8, 9, b"\x22abc") + b"sound"


class Ends:
    """A server and a client that hand each other their datagrams."""

    def __init__(self) -> None:
        self.states: dict[str, list[State]] = {"server": [], "client": []}
        self.certificates = Certificate(), Certificate()
        self.server = Dtls(
            self.certificates[0], lambda data: self.client.feed(data), self.states["server"].append
        )
        self.client = Dtls(
            self.certificates[1], lambda data: self.server.feed(data), self.states["client"].append, "client"
        )

    async def shake_hands(self) -> None:
        self.server.start(self.certificates[1].fingerprint)
        self.client.start(self.certificates[0].fingerprint)
        await until(lambda: self.server.connected and self.client.connected, "the handshake")

    async def close(self) -> None:
        await asyncio.gather(self.server.close(), self.client.close())


async def test_both_ends_agree_on_gcm_and_read_each_other() -> None:
    ends = Ends()
    await ends.shake_hands()
    protected = ends.server.protect(PACKET)
    assert len(protected) == len(PACKET) + 16, "the tag of AES-GCM has 16 bytes, that of CM 10"
    assert ends.client.unprotect(protected) == PACKET
    report = bytes([0x80, 201, 0, 1, 0, 0, 0, 1])
    assert ends.server.unprotect_rtcp(ends.client.protect_rtcp(report)) == report
    assert ends.server.protect(PACKET) == protected, "a packet can be sent again"
    await ends.close()


async def test_counter_mode_is_the_fallback() -> None:
    ends = Ends()
    ends.client._transport._srtp_profiles = [SRTP_AES128_CM_SHA1_80]
    await ends.shake_hands()
    assert len(ends.server.protect(PACKET)) == len(PACKET) + 10
    await ends.close()


async def test_what_is_not_the_peers_is_refused() -> None:
    ends = Ends()
    await ends.shake_hands()
    with pytest.raises(SrtpError):
        ends.client.unprotect(PACKET + bytes(16))
    await ends.close()


async def test_the_other_ends_goodbye_is_reported() -> None:
    ends = Ends()
    await ends.shake_hands()
    await ends.client.close()
    await until(lambda: ends.states["server"] == ["connected", "closed"], "the goodbye")
    assert not ends.server.connected
    await ends.close()


async def test_another_certificate_than_announced_fails() -> None:
    ends = Ends()
    ends.server.start(Certificate().fingerprint)
    ends.client.start(ends.certificates[0].fingerprint)
    await until(lambda: ends.states["server"] == ["failed"], "the refusal")
    await ends.close()
