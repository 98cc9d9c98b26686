"""Texts in the visitor's language: gettext catalogs are the only source, and every error code has its
sentence here.
"""

import contextlib
import gettext
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.core import negotiate_locale


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


ERRORS: dict[str, str] = {
    "right.missing": _("You do not have the right to do this here."),
    "visitor.banned": _("This hub is closed to you. Please turn to the organisers."),
    "visitor.unknown": _("This person is not known here."),
    "visitor.not_here": _("This person is not here at the moment."),
    "visitor.name_invalid": _("Please enter a name of at most {longest} characters."),
    "visitor.self": _("You cannot do this to yourself."),
    "visitor.outranks": _("This person has the same role as you or a higher one."),
    "visitor.not_called": _("This person was not called away."),
    "look.invalid": _("This figure cannot be drawn."),
    "room.unknown": _("There is no such room."),
    "room.locked": _("The room is closed. You can knock."),
    "room.full": _("The room is full."),
    "room.not_lockable": _("This room has no door to close."),
    "room.not_locked": _("The room is open, you can go in."),
    "room.not_inside": _("Only people inside the room can let others in."),
    "room.inside": _("You are in this room already."),
    "floor.unknown": _("There is no such floor."),
    "message.unknown": _("This message is not here any more."),
    "channel.unknown": _("There is no such chat."),
    "chat.empty": _("The message is empty."),
    "chat.too_long": _("The message has {length} characters, {longest} are possible."),
    "chat.mentions": _("A message can call {most} people by name at most."),
    "chat.search_short": _("Please write at least {least} characters to search for."),
    "report.unknown": _("There is no such report."),
    "report.enough": _("You have told the hosts {most} things already. Please wait for their answers."),
    "chat.outside": _("Only people inside the room can write in its chat."),
    "conversation.unknown": _("This conversation has ended."),
    "conversation.not_inside": _("You are in no conversation at the moment."),
    "conversation.full": _("The conversation is full."),
    "conversation.open": _("The conversation is open, you can join it."),
    "walk.target_missing": _("Please say where to go."),
    "follow.declined": _("This person does not want to be followed."),
    "follow.soon": _("Please wait {seconds} seconds before asking again."),
    "follow.private": _("This person is busy or in a closed conversation."),
    "follow.circle": _("This person follows you."),
    "follow.enough": _("More than {most} people cannot come along."),
    "follow.not_asked": _("This person does not ask to follow you any more."),
    "follow.nobody": _("Nobody is near who could come along."),
    "walk.no_way": _("There is no way to that place."),
    "stage.unknown": _("There is no such stage."),
    "stage.not_inside": _("Go into the hall to raise your hand, or say that you sit in it."),
    "stage.name_needed": _("Questions here carry the name of who asks."),
    "stage.enough": _("You have {most} open questions. Wait until one is answered, or take one back."),
    "stage.full": _("The list is full at the moment. Please try again later."),
    "caption.unknown": _("This line cannot be changed any more."),
    "caption.language_invalid": _("Please give the language by its code, such as de, en or pt-BR."),
    "caption.too_fast": _("Captions have at most {most} lines a minute in one language."),
    "check_in.unknown": _("This code is not known here. Find the person by name instead."),
    "check_in.expired": _("This code has expired. A fresh one is under “My code” in the hub."),
    "check_in.other_hub": _("This code belongs to another hub."),
    "check_in.banned": _("This person was banned. Ask the organisers."),
    "caption.enough": _("A stage has at most {most} captioners."),
    "interpreter.channel_unknown": _("Nobody interprets into this language here any more."),
    "interpreter.languages": _("One person interprets into at most {most} languages."),
    "interpreter.enough": _("A stage has at most {most} interpreters."),
    "interpreter.not_named": _("You are not named as interpreter into this language."),
    "interpreter.no_desk": _("Please open the console first."),
    "interpreter.on_air": _("Your colleague is on air. Ask to take over."),
    "interpreter.not_now": _("That does not fit any more. Somebody was quicker."),
    "entry.unknown": _("This is not in the list any more."),
    "breakout.unknown": _("There is no such breakout any more."),
    "breakout.no_member": _("That person is in no group."),
    "breakout.invalid": _("That cannot be in a breakout: {field}."),
    "breakout.enough": _("There are as many as there can be: {most}."),
    "breakout.running": _("A round is running. End it first."),
    "breakout.not_running": _("This is over already."),
    "breakout.rehearsal": _("This is a rehearsal: nobody is in the groups."),
    "breakout.full": _("This group is full."),
    "breakout.nobody": _("Nobody is here who could be put into a group."),
    "breakout.no_choice": _("Groups cannot be chosen here."),
    "breakout.no_place": _("A room of a group is taken or gone: {field}."),
    "breakout.no_stage": _("This hub has no stage where people could vote."),
    "breakout.no_cards": _("The groups have too few cards for a vote."),
    "entry.not_now": _("That does not fit any more. The list has changed."),
    "poll.unknown": _("This poll is no longer there."),
    "poll.invalid": _("Something in this poll is missing, too long or there twice."),
    "poll.ballot_invalid": _("This choice does not fit the poll."),
    "poll.not_now": _("The poll is not open any more, or not yet."),
    "poll.enough": _("There may be {most} of them here. Please remove or close one first."),
    "reaction.enough": _("That was quick. Please wait a moment."),
    "entry.not_yours": _("You can only take back what is yours."),
    "entry.yours": _("You cannot vote for your own question."),
    "minors.unknown": _("There is no such workshop, or it is over."),
    "minors.denied": _("That is not possible in a workshop with minors."),
    "minors.closed": _("A workshop with minors is in there. Only its people may come in."),
    "minors.stay": _("Here you stay in the rooms of the workshop."),
    "minors.no_direct": _("Nobody writes to children alone, and they write to nobody alone."),
    "minors.no_lock": _("No door is locked while a workshop with minors is in there."),
    "minors.no_box": _("The groups of a workshop with minors are heard in no hall."),
    "minors.link": _("Addresses of pages and of mail are not possible here."),
    "minors.alone": _("One adult and one child are alone here. It goes on when somebody else comes."),
    "minors.over": _("This workshop is over."),
    "minors.running": _("This workshop still runs. End it first."),
    "minors.full": _("There is no more place: {most}."),
    "minors.last_adult": _("A workshop with minors needs a named adult."),
    "minors.known_here": _("This browser is known here under a name. Come in as somebody new."),
    "minors.pause": _("That was quick. Please wait a moment."),
    "minors.not_inside": _("Only children in the workshop have a key to talk."),
    "minors.nick_invalid": _("A nick name is one word of 2 to {longest} letters, digits, - or _."),
    "minors.nick_taken": _("Somebody has this nick name already."),
    "minors.title_invalid": _("The workshop needs a title of up to {longest} characters."),
    "minors.adults_invalid": _("Name at least one adult whom this hub knows."),
    "minors.time_invalid": _("The end is 5 minutes to 14 days from now."),
    "minors.room_unfit": _("A workshop with minors cannot be in this room: {room}."),
    "minors.room_used": _("This room is in use by others: {room}."),
    "board.unknown": _("There are no notes and no board in this place."),
    "board.outside": _("Notes and board are for those who are in the room."),
    "board.frozen": _("This is finished: it can be read, and not changed any more."),
    "board.enough": _("The hub has {most} boards already. Please turn to the organisers."),
    "board.columns_invalid": _("A board has one to {most} columns, each with a short title."),
    "column.unknown": _("This column is not on the board any more."),
    "card.unknown": _("This card is not on the board any more."),
    "card.enough": _("A board has room for {most} cards. Please take one away first."),
    "card.no_votes": _("You have given all your {most} votes. Take one back first."),
    "doc.unknown": _("There is no such document."),
    "doc.invalid": _("This change cannot be read."),
    "doc.not_open": _("This document is not open any more. Please open it again."),
    "doc.behind": _("An earlier change is missing. Please open the document again."),
    "doc.update_too_large": _("That is too much at once: {most} kB are possible."),
    "doc.full": _("The document is full: {most} kB. Delete something first."),
    "doc.busy": _("Too many are open at the same time: {most}. Please close one."),
    "doc.enough": _("The hub has {most} documents already. Please turn to the organisers."),
    "doc.unavailable": _("The document cannot be reached at the moment. It is tried again."),
    "box.unknown": _("There is no such venue box any more."),
    "box.enough": _("There are {most} venue boxes already. Remove one first."),
    "box.no_place": _(
        "A window stands on open ground: not in a wall, in a room with its own sound, "
        "or beside another window."
    ),
    "box.invalid": _("The device sent something that cannot be."),
    "box.code_unknown": _("This code does not count. Enter the one that the device shows now."),
    "source.unknown": _("This picture is not at this stage."),
    "deck.unknown": _("These slides are not here any more."),
    "deck.pages": _("Slides may have 1 to {most} pages."),
    "deck.page_unknown": _("There is no such page: these slides have {most}."),
    "deck.enough": _("There may be {most} sets of slides here. Please remove one first."),
    "deck.not_yours": _("You can only remove slides that you brought."),
    "deck.not_slides": _("This is no PDF and no picture (PNG, JPEG or WebP)."),
    "deck.encrypted": _("This PDF is protected by a password. Please save it without one and try again."),
    "deck.picture_too_large": _("This picture has too many pixels: {most} megapixels are possible."),
    "recording.unknown": _("This recording is not there any more."),
    "recording.not_now": _("Nothing is recorded here at the moment."),
    "recording.running": _("This recording still runs. Stop it first."),
    "recording.enough": _("There are {most} recordings already. Delete some first."),
    "session.unknown": _("This is not in the programme any more."),
    "session.invalid": _("\u201c{title}\u201d cannot be taken over: {field} is missing or wrong."),
    "programme.full": _("A programme has at most {most} sessions."),
    "media.nobody_here": _("Nobody here would see your screen. Go to others first."),
    "media.not_on_stage": _("At a stage, only those on the stage share their screen."),
    "media.enough_screens": _("{most} people share their screen already. Wait until one of them ends it."),
    "media.too_long": _("Sound and picture could not be set up: the browser's answer is too long."),
    "invite.unknown": _("This invitation is not known here."),
    "invite.expired": _("This invitation is no longer valid."),
    "invite.invalid": _("An invitation needs an end in the future and at least one use."),
    "hub.full": _("The hub is full at the moment. Please try again in a few minutes."),
    "command.unknown": _("This hub does not know that command."),
    "command.invalid": _("The command is incomplete or wrong: {field}."),
    "protocol.unknown": _("This page is older than the hub. Please reload it."),
    "request.not_json": _("The request is not readable."),
    "request.invalid": _("The request is incomplete or wrong: {field}."),
    "session.missing": _("Please enter the hub first."),
    "ticket.invalid": _("The way in has expired. Please reload the page."),
    "token.invalid": _("This link was used already or is not valid."),
    "origin.foreign": _("The request came from another website and was refused."),
    "request.not_ours": _("The request did not come from this hub's pages and was refused."),
    "page.unknown": _("This page does not exist."),
    "file.unknown": _("This file is not here any more."),
    "file.too_large": _("The file is too large: {most} MB are possible."),
    "file.no_room": _("There is no room for more files on the hub. Please turn to the organisers."),
    "method.not_allowed": _("This address does not take such a request."),
    "media.not_acceptable": _("This camera sends what the hub cannot carry: {reason}."),
    "host.unknown": _("This hub does not answer under that name. Its operator can set FOYER_PUBLIC_ORIGIN."),
    "request.too_large": _("That is too large."),
    "rate.exceeded": _("That was too fast. Please wait a moment."),
    "server.failed": _("Something went wrong in the hub. It has been noted."),
    "storage.unavailable": _(
        "The hub cannot save at the moment. Moving and talking go on; please try again soon."
    ),
    "hub.closing": _("The hub is restarting. You will be back in a moment."),
    "media.unavailable": _("Sound and picture are not available at the moment."),
}
"""Code to English sentence; ``{names}`` are the error's details."""


class Texts:
    """All catalogs; English is the language of the code and needs none."""

    def __init__(self, catalogs: Mapping[str, gettext.NullTranslations], default: str) -> None:
        self._catalogs = catalogs
        self.default = default

    @property
    def languages(self) -> list[str]:
        """Languages with a catalog, the hub's own first."""
        return sorted(self._catalogs, key=lambda each: (each != self.default, each))

    def choose(self, wanted: str, accept: str) -> str:
        """The visitor's language: by choice, else by the browser, else the hub's."""
        if wanted in self._catalogs:
            return wanted
        asked = [part.split(";")[0].strip() for part in accept.split(",")]
        return negotiate_locale(asked, self.languages, sep="-") or self.default

    def translate(self, text: str, language: str) -> str:
        """A text of the code in a language."""
        catalog = self._catalogs.get(language)
        return catalog.gettext(text) if catalog is not None else text

    def catalog(self, language: str) -> gettext.NullTranslations:
        """The catalog of a language, for templates."""
        return self._catalogs[language]

    def error(self, code: str, language: str, details: Mapping[str, str | int]) -> str:
        """The sentence of an error, with its details."""
        return self.translate(ERRORS[code], language).format_map(_Details(details))


class _Details(dict[str, str | int]):
    """Details of an error; one that is missing shows as its name, never as a second error."""

    def __missing__(self, key: str) -> str:
        return key


SEAL = 32
"""Bytes before a compiled catalog: SHA-256 of the text and of what was made of it."""


@cache
def load_texts(folder: Path, default: str) -> Texts:
    """The catalogs below ``folder`` (``<language>/LC_MESSAGES/foyer.po``)."""
    found = sorted(folder.glob("*/LC_MESSAGES/foyer.po"))
    catalogs = {path.parts[-3]: gettext.GNUTranslations(BytesIO(_compiled(path))) for path in found}
    return Texts(catalogs, default if default in catalogs else next(iter(catalogs), default))


def _compiled(catalog: Path) -> bytes:
    """A catalog as gettext reads it. Making it takes a quarter of a second, so it is kept beside the catalog,
    where one may write there, under a seal that shows whether it is whole and of this text.
    """
    source, kept = catalog.read_bytes(), catalog.with_suffix(".mo")
    with contextlib.suppress(OSError):
        found = kept.read_bytes()
        if found[:SEAL] == _seal(source, found[SEAL:]):
            return found[SEAL:]
    made = _made(source)
    with contextlib.suppress(OSError):
        _keep(kept, _seal(source, made) + made)
    return made


def _seal(source: bytes, made: bytes) -> bytes:
    return sha256(source + made).digest()


def _made(source: bytes) -> bytes:
    """A catalog, compiled; what that takes is loaded only then."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = BytesIO()
    write_mo(buffer, read_po(BytesIO(source)))
    return buffer.getvalue()


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole: others may start at the same moment."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(data)
        beside.replace(path)
