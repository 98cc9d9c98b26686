"""A small PDF, written by hand (ISO 32000-1, 7.5): pages in plain colours with their number as text. And the
text of one that came from elsewhere.
"""

import re
import zlib

COLOURS = ((0.8, 0.1, 0.1), (0.1, 0.6, 0.2), (0.1, 0.2, 0.8), (0.9, 0.7, 0.1))
"""Red, green, blue and yellow, by turns."""


def pdf(pages: int) -> bytes:
    """So many pages of 16:9; each says "Page n of m"."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 640 360] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n in range(pages):
        red, green, blue = COLOURS[n % len(COLOURS)]
        text = f"BT /F1 48 Tf 1 1 1 rg 60 160 Td (Page {n + 1} of {pages}) Tj ET"
        content = f"{red} {green} {blue} rg 0 0 640 360 re f {text}".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """The objects with the table that says where each begins."""
    out, starts = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % each for each in starts)
    size, at = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, at)
    return bytes(out)


def text_of(data: bytes) -> str:
    """The lines of a PDF with one font whose characters are numbered (ISO 32000-1, 9.10.3)."""
    signs = {
        bytes.fromhex(code.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be")
        for code, sign in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>\n", data)
    }
    streams = re.findall(rb"/FlateDecode\n/Length \d+\n>>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    shown = re.findall(rb"\((.*?)\) Tj ET", b"".join(map(zlib.decompress, streams)), re.DOTALL)
    plain = [re.sub(rb"\\(.)", _escaped, each, flags=re.DOTALL) for each in shown]
    return "\n".join(
        "".join(signs.get(each[n : n + 2], "") for n in range(0, len(each), 2)) for each in plain
    )


def _escaped(found: re.Match[bytes]) -> bytes:
    return {b"r": b"\r", b"n": b"\n", b"t": b"\t"}.get(found[1], found[1])
