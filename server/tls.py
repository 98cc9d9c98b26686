"""Https for the machine's other addresses: a certificate of our own, made at first start, for all of them.

Browsers give camera and microphone to secure origins only. A self-made certificate is asked about once; its
fingerprint is printed at start so that it can be compared.
"""

import datetime
import hashlib
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

import ifaddr
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID_DAYS = 397
"""The longest life that browsers accept."""


def own_addresses() -> list[str]:
    """The machine's IPv4 addresses besides loopback, and not those of virtual bridges' link-local range."""
    found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    addresses = [ipaddress.ip_address(each) for each in found]
    return [str(each) for each in addresses if not each.is_loopback and not each.is_link_local]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key, as files."""

    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """A server context, TLS 1.2 and up."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.chain, self.key)
        return context

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in the form browsers show."""
        der = ssl.PEM_cert_to_DER_cert(self.chain.read_text("ascii"))
        digits = hashlib.sha256(der).hexdigest().upper()
        return ":".join(digits[n : n + 2] for n in range(0, len(digits), 2))


def own_certificate(folder: Path, addresses: list[str], now: datetime.datetime) -> Certificate:
    """Our certificate for these addresses: the stored one while it fits and lasts, else a new one."""
    certificate = Certificate(folder / "hub.crt", folder / "hub.key")
    if not _fits(certificate, addresses, now):
        _make(certificate, addresses, now)
    return certificate


def _fits(certificate: Certificate, addresses: list[str], now: datetime.datetime) -> bool:
    try:
        certificate.context()
        stored = x509.load_pem_x509_certificate(certificate.chain.read_bytes())
    except (OSError, ValueError):  # missing, or cut off while it was written
        return False
    names = stored.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {str(each) for each in names.get_values_for_type(x509.IPAddress)}
    return set(addresses) <= known and stored.not_valid_after_utc > now + datetime.timedelta(days=7)


def _make(certificate: Certificate, addresses: list[str], now: datetime.datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Foyer")])
    hosts: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.DNSName(socket.gethostname())]
    hosts += [x509.IPAddress(ipaddress.ip_address(each)) for each in ("127.0.0.1", *addresses)]
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate.chain.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    certificate.key.touch(mode=0o600)
    certificate.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
