"""What the domain refuses, each with a stable code that clients, translations and tests rely on.

Refusal
├── NotAllowed            right.missing
├── Banned                visitor.banned
├── Protected             minors.denied
├── Unknown               visitor.unknown, room.unknown, message.unknown, channel.unknown, invite.unknown,
│                         conversation.unknown
├── Invalid               visitor.name_invalid, chat.empty, chat.too_long, walk.target_missing, ...
└── Conflict              room.locked, room.full, room.not_lockable, walk.no_way, invite.expired, ...
"""


class Refusal(Exception):
    """A command that cannot be carried out; nothing has changed.

    ``code`` is the stable name, ``details`` hold plain values for the translated text.
    """

    code = "refused"

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class NotAllowed(Refusal):
    """The actor lacks the right here and now."""

    def __init__(self, capability: str) -> None:
        super().__init__("right.missing", capability=capability)


class Banned(Refusal):
    """The visitor was banned: no entry, by whatever way."""

    def __init__(self) -> None:
        super().__init__("visitor.banned")


class Protected(Refusal):
    """A workshop with minors denies it, whoever asks and whatever right the role brings."""


class Unknown(Refusal):
    """What the command names is not there."""


class Invalid(Refusal):
    """What the command says cannot be."""


class Conflict(Refusal):
    """What the command asks does not fit the state of things."""


CODES: dict[str, type[Refusal]] = {
    "right.missing": NotAllowed,
    "visitor.banned": Banned,
    "visitor.unknown": Unknown,
    "room.unknown": Unknown,
    "floor.unknown": Unknown,
    "message.unknown": Unknown,
    "channel.unknown": Unknown,
    "conversation.unknown": Unknown,
    "invite.unknown": Unknown,
    "visitor.name_invalid": Invalid,
    "visitor.self": Invalid,
    "look.invalid": Invalid,
    "chat.empty": Invalid,
    "chat.too_long": Invalid,
    "chat.mentions": Invalid,
    "chat.search_short": Invalid,
    "report.unknown": Unknown,
    "report.enough": Conflict,
    "chat.outside": Conflict,
    "walk.target_missing": Invalid,
    "invite.invalid": Invalid,
    "visitor.not_here": Conflict,
    "visitor.outranks": Conflict,
    "visitor.not_called": Conflict,
    "room.locked": Conflict,
    "room.full": Conflict,
    "room.not_lockable": Conflict,
    "room.not_locked": Conflict,
    "room.not_inside": Conflict,
    "room.inside": Conflict,
    "conversation.not_inside": Conflict,
    "conversation.full": Conflict,
    "conversation.open": Conflict,
    "walk.no_way": Conflict,
    "follow.declined": Conflict,
    "follow.soon": Conflict,
    "follow.private": Conflict,
    "follow.circle": Conflict,
    "follow.enough": Conflict,
    "follow.not_asked": Conflict,
    "follow.nobody": Conflict,
    "invite.expired": Conflict,
    "stage.unknown": Unknown,
    "stage.not_inside": Conflict,
    "stage.name_needed": Conflict,
    "stage.enough": Conflict,
    "stage.full": Conflict,
    "check_in.banned": Conflict,
    "check_in.expired": Conflict,
    "check_in.other_hub": Conflict,
    "check_in.unknown": Unknown,
    "caption.unknown": Unknown,
    "caption.language_invalid": Invalid,
    "caption.too_fast": Conflict,
    "caption.enough": Conflict,
    "interpreter.channel_unknown": Unknown,
    "interpreter.languages": Invalid,
    "interpreter.enough": Conflict,
    "interpreter.not_named": Conflict,
    "interpreter.no_desk": Conflict,
    "interpreter.on_air": Conflict,
    "interpreter.not_now": Conflict,
    "entry.unknown": Unknown,
    "entry.not_now": Conflict,
    "entry.not_yours": Conflict,
    "entry.yours": Conflict,
    "poll.unknown": Unknown,
    "poll.invalid": Invalid,
    "poll.ballot_invalid": Invalid,
    "poll.not_now": Conflict,
    "poll.enough": Conflict,
    "reaction.enough": Conflict,
    "deck.unknown": Unknown,
    "deck.pages": Invalid,
    "deck.page_unknown": Invalid,
    "deck.enough": Conflict,
    "deck.not_yours": Conflict,
    "recording.unknown": Unknown,
    "recording.not_now": Conflict,
    "recording.running": Conflict,
    "recording.enough": Conflict,
    "session.unknown": Unknown,
    "session.invalid": Invalid,
    "programme.full": Conflict,
    "board.unknown": Unknown,
    "board.outside": Conflict,
    "board.frozen": Conflict,
    "board.enough": Conflict,
    "board.columns_invalid": Invalid,
    "column.unknown": Unknown,
    "card.unknown": Unknown,
    "card.enough": Conflict,
    "card.no_votes": Conflict,
    "doc.unknown": Unknown,
    "breakout.unknown": Unknown,
    "breakout.no_member": Conflict,
    "breakout.invalid": Invalid,
    "breakout.enough": Conflict,
    "breakout.running": Conflict,
    "breakout.not_running": Conflict,
    "breakout.rehearsal": Conflict,
    "breakout.full": Conflict,
    "breakout.nobody": Conflict,
    "breakout.no_choice": Conflict,
    "breakout.no_place": Conflict,
    "breakout.no_stage": Conflict,
    "breakout.no_cards": Conflict,
    "box.unknown": Unknown,
    "box.enough": Conflict,
    "box.no_place": Conflict,
    "box.invalid": Invalid,
    "source.unknown": Unknown,
    "media.too_long": Invalid,
    "media.nobody_here": Conflict,
    "media.not_on_stage": Conflict,
    "media.enough_screens": Conflict,
    "hub.full": Conflict,
    "minors.unknown": Unknown,
    "minors.denied": Protected,
    "minors.closed": Conflict,
    "minors.stay": Conflict,
    "minors.no_direct": Conflict,
    "minors.no_lock": Conflict,
    "minors.no_box": Conflict,
    "minors.link": Invalid,
    "minors.alone": Conflict,
    "minors.over": Conflict,
    "minors.running": Conflict,
    "minors.full": Conflict,
    "minors.last_adult": Conflict,
    "minors.known_here": Conflict,
    "minors.not_inside": Conflict,
    "minors.pause": Conflict,
    "minors.nick_invalid": Invalid,
    "minors.nick_taken": Conflict,
    "minors.title_invalid": Invalid,
    "minors.adults_invalid": Invalid,
    "minors.time_invalid": Invalid,
    "minors.room_unfit": Conflict,
    "minors.room_used": Conflict,
}
"""Every code the domain may refuse with, and its class: the source of docs, HTTP statuses and translations.
"""
