"""All settings of the server: one typed tree, read once from ``FOYER_*`` variables, documented by itself.

``python -m server settings`` prints this tree; docs/reference/settings.md is made from it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from server.addresses import Network, networks


def _networks(value: object) -> object:
    return networks(value) if isinstance(value, str) else value


Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """What an operator may set. Defaults make ``make run`` work on a bare machine."""

    model_config = SettingsConfigDict(env_prefix="FOYER_", extra="forbid", populate_by_name=True)

    port: Port = Field(
        8080,
        validation_alias=AliasChoices("PORT", "FOYER_PORT", "port"),
        description="Port for plain http on loopback, or behind a proxy. 0 takes a free one.",
    )
    host: str = Field(
        "127.0.0.1", description="Address for plain http. Only a proxy in front is a reason to change it."
    )
    tls_port: Port = Field(
        8443, description="Port for https on the machine's other addresses. 0 takes a free one."
    )
    lan: bool = Field(
        True,
        description="Serve https on the machine's other addresses, with a certificate made at first start.",
    )
    tls_cert: Path | None = Field(None, description="Certificate chain (PEM) to use instead of our own.")
    tls_key: Path | None = Field(None, description="Private key (PEM) of that certificate.")
    public_origin: str = Field(
        "",
        description="Address visitors use behind a proxy, such as https://hub.example.org. Turns HSTS on.",
    )
    trusted_proxies: Networks = Field(
        (),
        description="Networks of proxies whose X-Forwarded-For is believed, such as 127.0.0.1, 10.0.0.0/8.",
    )
    data: Path = Field(Path("data"), description="Folder for the hub's file and its certificate.")
    pack: Path = Field(Path("hubs/jena"), description="Folder of the hub pack: name, floors, texts.")
    hub_id: str = Field(
        "hub",
        pattern=r"^[a-z0-9-]{1,40}$",
        description="Name of this hub's file in the data folder. Its rows carry the id of the hub pack.",
    )
    media: bool = Field(
        True, description="Run the media worker. Without it there is no sound and no picture."
    )
    media_port: Port = Field(
        7880, description="The one UDP port of all sound and picture. 0 takes a free one."
    )
    media_address: str = Field(
        "",
        description="Address at which visitors reach the media port, if none of the machine's own (NAT).",
    )
    admin_token: str = Field(
        "",
        description=(
            "Token of the first administrator's link; empty makes one at each start. It is worth nothing "
            "once there was an administrator: `python -m server admin-link` makes another link on purpose."
        ),
    )
    metrics_token: str = Field(
        "", description="Bearer token for /metrics from elsewhere than loopback; empty allows loopback only."
    )
    message_days: int = Field(
        30,
        ge=1,
        le=3650,
        description="Days that chat messages are kept. What hosts did stays on record for a year.",
    )
    file_most_mb: int = Field(50, ge=1, le=4096, description="Megabytes of one upload.")
    files_most_mb: int = Field(
        5000,
        ge=1,
        description="Megabytes of all files together: slides and recordings. 64 MB of the disk stay free.",
    )
    recording_days: int = Field(30, ge=1, le=3650, description="Days that recordings are kept.")
    recording_hours: int = Field(
        8, ge=1, le=24, description="Hours after which a recording ends by itself, should nobody stop it."
    )
    recording_most_mb: int = Field(
        4000,
        ge=10,
        description="Megabytes of one recording; it ends there. An hour takes 300 to 1200 MB.",
    )
    recording_spare_mb: int = Field(
        1000, ge=64, description="Megabytes of the disk that a recording leaves free; it ends there."
    )
    slides_days: int = Field(
        90, ge=1, le=3650, description="Days that slides are kept after they were brought."
    )
    notes_days: int = Field(
        90,
        ge=1,
        le=3650,
        description="Days that notes, sketches and boards are kept after they were changed last.",
    )
    visit_days: int = Field(30, ge=1, le=365, description="Days after which a browser is forgotten.")
    language: str = Field(
        "",
        pattern=r"^([a-z]{2})?$",
        description="Language in which a start says why it fails: en or de. Empty follows LANGUAGE and LANG.",
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="How much is logged.")

    @property
    def file(self) -> Path:
        """The hub's SQLite file."""
        return self.data / f"{self.hub_id}.db"


def describe() -> list[tuple[str, str, str]]:
    """Every setting as (variable, default, what it does), for help and documentation."""
    rows: list[tuple[str, str, str]] = []
    for name, field in Settings.model_fields.items():
        variable = "PORT" if name == "port" else f"FOYER_{name.upper()}"
        default = "" if field.default in (None, ()) else str(field.default)
        rows.append((variable, default, field.description or ""))
    return rows


def unknown(names: Iterable[str]) -> list[str]:
    """Those of the names that look like a setting and are none: a slip of the pen, most likely."""
    known = {f"FOYER_{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in names if name.startswith("FOYER_") and name not in known)
