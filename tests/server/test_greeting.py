"""What a start prints is true: each address answers, the fingerprint is the served certificate's, the QR code
is the first address in the network, and the administrator's link makes one.
"""

import asyncio
import datetime
import hashlib
import re
import ssl
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from PIL import Image

from server.tls import VALID_DAYS, own_certificate
from tests.running import hub_process
from tests.tools import qr
from tests.tools.programs import free_port
from tests.visitor import visitor

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
HALVES = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
"""The upper and the lower module of a letter, where what is printed is light."""
POINTS = 8
"""Points across a module of the picture that a camera would take."""


def photographed(lines: list[str]) -> bytes:
    """A picture of a code that was printed with letters."""
    rows = [[HALVES[each][half] for each in line] for line in lines for half in (0, 1)]
    picture = Image.new("L", (len(rows[0]), len(rows)))
    picture.putdata([each for row in rows for each in row])
    file = BytesIO()
    size = (picture.width * POINTS, picture.height * POINTS)
    picture.resize(size, Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()


async def version_at(address: str) -> str:
    """What answers there, whoever signed its certificate."""
    async with aiohttp.ClientSession() as http, http.get(f"{address}/healthz", ssl=False) as answer:
        return (await answer.json())["version"]


async def fingerprint(address: str) -> str:
    """The served certificate's, as browsers show it."""
    where = urlsplit(address)
    assert where.hostname is not None
    assert where.port is not None
    pem = await asyncio.to_thread(ssl.get_server_certificate, (where.hostname, where.port))
    digits = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
    return ":".join(re.findall("..", digits))


@pytest.mark.media
async def test_what_a_start_prints_leads_into_the_hub(tmp_path: Path) -> None:
    network = {"FOYER_LAN": "true", "FOYER_TLS_PORT": "0"}
    async with hub_process(tmp_path, free_port(), **network) as hub:
        assert hub.output is not None
        lines = hub.output.read_text("utf-8").splitlines()
        addresses = [each for line in lines for each in re.findall(r": {2,}(https?://\S+)", line)]
        here, *secure, admin = addresses
        assert here == hub.url
        assert secure
        assert all(each.startswith("https://") for each in secure)
        up = re.findall(r"Foyer (\S+) is up\.", lines[1])
        assert [await version_at(each) for each in (here, *secure)] == up * (1 + len(secure))
        printed = next(line.strip() for line in lines if re.fullmatch(r" *(..:){31}..", line))
        assert [await fingerprint(each) for each in secure] == [printed] * len(secure)
        assert qr.read(photographed([line for line in lines if set(line) <= {*HALVES} and line])) == secure[0]
        async with visitor(hub.url, "Ann") as ann:
            address, _, token = admin.partition("/admin#token=")
            assert address == hub.url
            await ann.post("/api/admin/claim", {"token": token})
            await ann.told("you.changed", role="administrator")


def test_a_certificate_is_kept_until_it_lacks_an_address_or_is_about_to_end(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ["192.0.2.2", "192.0.2.3"], NOW).fingerprint
    later = NOW + datetime.timedelta(days=VALID_DAYS - 8)
    assert own_certificate(tmp_path, ["192.0.2.3"], later).fingerprint == first
    assert (tmp_path / "hub.key").stat().st_mode & 0o077 == 0
    moved = own_certificate(tmp_path, ["192.0.2.4"], later).fingerprint
    assert moved != first
    end = later + datetime.timedelta(days=VALID_DAYS - 7)
    assert own_certificate(tmp_path, ["192.0.2.4"], end).fingerprint != moved


@pytest.mark.parametrize("lost", ["hub.crt", "hub.key"])
@pytest.mark.parametrize("left", [None, b"", b"-----BEGIN CERTIFICATE-----\nhalf"])
def test_a_certificate_of_which_a_half_was_lost_is_made_anew(
    tmp_path: Path, lost: str, left: bytes | None
) -> None:
    first = own_certificate(tmp_path, ["192.0.2.2"], NOW).fingerprint
    if left is None:
        (tmp_path / lost).unlink()
    else:
        (tmp_path / lost).write_bytes(left)
    again = own_certificate(tmp_path, ["192.0.2.2"], NOW)
    assert again.fingerprint != first
    again.context()
