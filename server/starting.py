"""Why a hub does not start: a code, what is wrong and how it is mended, all sentences in one table."""

import errno
from collections.abc import Callable, Mapping


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


REASONS: dict[str, tuple[str, str]] = {
    "start.data": (
        _("The data folder {folder} cannot be used: {reason}."),
        _("Name another one with FOYER_DATA=…, or let this user write there."),
    ),
    "start.host": (
        _("FOYER_HOST={host} is no IPv4 address of this machine."),
        _("Leave it out for 127.0.0.1, or use 0.0.0.0 for all addresses."),
    ),
    "start.media": (
        _("The media worker does not start: {reason}."),
        _("Free UDP port {port}, or choose another one with FOYER_MEDIA_PORT=…."),
    ),
    "start.never": (
        _("{file} is no hub's file of this version."),
        _("Start the hub once, then ask again."),
    ),
    "start.origin": (
        _("FOYER_PUBLIC_ORIGIN={origin} is no origin."),
        _("Write scheme and name without a path, such as https://hub.example.org."),
    ),
    "start.other_hub": (
        _("{file} belongs to the hub {found}, the pack is of the hub {wanted}."),
        _("Choose another file with FOYER_HUB_ID=… or folder with FOYER_DATA=…, or use its pack."),
    ),
    "start.port_forbidden": (
        _("This user may not open port {port}."),
        _("Choose one above 1023 with {setting}=…, and put a proxy in front."),
    ),
    "start.port_taken": (
        _("Port {port} is taken."),
        _("Free it, or choose another one with {setting}=…."),
    ),
    "start.setting": (
        _("The setting {name} cannot be used: {reason}."),
        _("`python -m server settings` says what each one takes."),
    ),
    "start.setting_unknown": (
        _("The setting {name} is not known."),
        _("`python -m server settings` lists all."),
    ),
    "start.tls": (
        _("The certificate {chain} with the key {key} cannot be used: {reason}."),
        _("Mend FOYER_TLS_CERT and FOYER_TLS_KEY, or leave both out for a certificate made here."),
    ),
    "start.tls_pair": (
        _("FOYER_TLS_CERT and FOYER_TLS_KEY count only together."),
        _("Set both, or neither for a certificate made here."),
    ),
    "storage.newer": (
        _("{file} was written by a newer version ({found})."),
        _("Use that version, or go back to a backup from before."),
    ),
    "storage.unreadable": (
        _("{file} cannot be read: {reason}."),
        _("Restore a backup, or move the file away to begin anew."),
    ),
    "storage.unsafe": (
        _("{file} does not keep what is confirmed: {reason}."),
        _("Put the data folder onto a local disk."),
    ),
}
"""Code to what is wrong and to its cure; ``{names}`` are the error's details."""


SYSTEM: dict[int, str] = {
    errno.EACCES: _("this user may not do that there"),
    errno.EPERM: _("this user may not do that there"),
    errno.ENOENT: _("there is no such place"),
    errno.ENOTDIR: _("it is no folder"),
    errno.EEXIST: _("something else is there already"),
    errno.EROFS: _("it can only be read"),
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("the disk is full"),
    errno.EMFILE: _("too many files are open"),
}
"""What the operating system refuses, in words; its own are in a language it chooses."""

SETTING: dict[str, str] = {
    "int_parsing": _("a whole number is wanted"),
    "bool_parsing": _("true or false is wanted"),
    "greater_than_equal": _("the number is too small"),
    "less_than_equal": _("the number is too large"),
    "string_pattern_mismatch": _("it has not the wanted form"),
}
"""What is wrong with a setting's value, by pydantic's name for it; of others its own words are told."""

_SPOKEN = frozenset((*SYSTEM.values(), *SETTING.values()))


def system_reason(error: OSError) -> str:
    """Why the operating system refused something; a text to be translated where there is one."""
    return SYSTEM.get(error.errno or 0, error.strerror or str(error))


def setting_reason(error: Mapping[str, object]) -> str:
    """Why a setting cannot be used, from pydantic's details; a text to be translated where there is one."""
    return SETTING.get(str(error["type"]), str(error["msg"]))


class StartError(Exception):
    """Why the hub cannot start. ``code`` is one of ``REASONS``; as ``str`` it is English."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def told(self, say: Callable[[str], str]) -> str:
        """What is wrong and its cure, in the language of ``say``, with the code."""
        details = {name: self._detail(each, say) for name, each in self.details.items()}
        problem, cure = (say(text).format_map(details) for text in REASONS[self.code])
        return f"{problem} {cure} ({self.code})"

    def _detail(self, value: str | int, say: Callable[[str], str]) -> str | int:
        """A detail as it is, or one of our reasons in the language of ``say``."""
        return say(value) if isinstance(value, str) and value in _SPOKEN else value

    def __str__(self) -> str:
        return self.told(str)
