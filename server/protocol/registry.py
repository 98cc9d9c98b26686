"""Every command a client may send, by its wire name: the domain command and, through its rule, the
capability needed.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rooms import commands as c
from rooms.commands import Command
from rooms.hub import RULES
from rooms.roles import Capability
from server.errors import BadRequest


@dataclass(frozen=True, slots=True)
class WireCommand:
    """One command of the wire: its name, its model, and the capability without which it is refused."""

    name: str
    model: type[Command]

    @property
    def needs(self) -> Capability:
        """The capability, from the domain's rule: a command without a rule cannot be registered."""
        return RULES[self.model].needs

    def read(self, fields: dict[str, object]) -> Command:
        """The domain command from a client's fields.

        :raises BadRequest: a field is missing, unknown or of the wrong kind.
        """
        try:
            return _reader(self.model).validate_python(fields)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise BadRequest("command.invalid", field=field, problem=first["msg"]) from None


@cache
def _reader(model: type[Command]) -> TypeAdapter[Any]:
    """What reads a command, built when the first of its kind comes: a start would wait for them all."""
    return TypeAdapter(model)


def register(models: dict[str, type[Command]]) -> dict[str, WireCommand]:
    """The commands by name.

    :raises LookupError: one has no rule, so no capability.
    """
    for name, model in models.items():
        if model not in RULES:
            raise LookupError(f"{name}: {model.__name__} has no rule, so nobody may send it")
    return {name: WireCommand(name, model) for name, model in models.items()}


COMMANDS: dict[str, WireCommand] = register(
    {
        "visitor.rename": c.Rename,
        "visitor.dress": c.Dress,
        "visitor.mute": c.Mute,
        "visitor.unmute": c.Unmute,
        "visitor.move": c.Move,
        "visitor.return": c.Return,
        "visitor.remove": c.Remove,
        "visitor.ban": c.Ban,
        "visitor.unban": c.Unban,
        "visitor.attend": c.Attend,
        "visitor.check_in": c.CheckIn,
        "visitor.check_out": c.CheckOut,
        "role.grant": c.GrantRole,
        "presence.set": c.SetStatus,
        "media.publish": c.SetMedia,
        "media.share": c.ShareScreen,
        "media.unshare": c.EndScreen,
        "media.join": c.JoinMedia,
        "media.watch": c.WatchStage,
        "media.answer": c.AnswerMedia,
        "media.leave": c.LeaveMedia,
        "walk.to": c.WalkTo,
        "walk.stop": c.StopWalk,
        "follow.start": c.Follow,
        "follow.stop": c.StopFollowing,
        "follow.invite": c.InviteFollowers,
        "follow.let": c.LetFollow,
        "follow.refuse": c.RefuseFollow,
        "follow.allow": c.AllowFollowers,
        "room.enter": c.EnterRoom,
        "room.lock": c.LockRoom,
        "room.unlock": c.UnlockRoom,
        "room.knock": c.KnockRoom,
        "room.admit": c.AdmitRoom,
        "conversation.lock": c.LockConversation,
        "conversation.unlock": c.UnlockConversation,
        "conversation.knock": c.KnockConversation,
        "conversation.admit": c.AdmitConversation,
        "chat.post": c.PostMessage,
        "chat.read": c.ReadChannel,
        "chat.type": c.NoteTyping,
        "message.edit": c.EditMessage,
        "message.take_back": c.TakeBackMessage,
        "message.react": c.ReactToMessage,
        "message.delete": c.DeleteMessage,
        "report.file": c.FileReport,
        "report.settle": c.SettleReport,
        "caption.say": c.SayCaption,
        "caption.correct": c.CorrectCaption,
        "caption.captioner": c.SetCaptioner,
        "interpreter.name": c.NameInterpreter,
        "interpreter.sit": c.SitAtDesk,
        "interpreter.air": c.GoOnAir,
        "interpreter.ask": c.AskHandover,
        "interpreter.give": c.HandOver,
        "stage.listen": c.ListenTo,
        "session.cancel": c.CancelSession,
        "session.restore": c.RestoreSession,
        "session.remove": c.RemoveSession,
        "session.reinstate": c.ReinstateSession,
        "agenda.mark": c.MarkSession,
        "agenda.unmark": c.UnmarkSession,
        "stage.raise": c.RaiseHand,
        "stage.lower": c.LowerHand,
        "stage.ask": c.AskQuestion,
        "stage.withdraw": c.WithdrawEntry,
        "stage.vote": c.VoteEntry,
        "stage.unvote": c.UnvoteEntry,
        "stage.admit": c.AdmitEntry,
        "stage.done": c.FinishEntry,
        "stage.dismiss": c.DismissEntry,
        "stage.restore": c.RestoreEntry,
        "stage.approve": c.ApproveEntry,
        "stage.pin": c.PinEntry,
        "stage.unpin": c.UnpinEntry,
        "stage.rule": c.RuleStage,
        "stage.react": c.React,
        "stage.set_applause": c.SetApplause,
        "breakout.plan": c.PlanBreakout,
        "breakout.edit": c.EditBreakout,
        "breakout.copy": c.CopyBreakout,
        "breakout.remove": c.RemoveBreakout,
        "breakout.lead": c.NameBreakoutLead,
        "breakout.roster": c.SetRoster,
        "breakout.describe": c.DescribeOneself,
        "breakout.assign": c.AssignGroups,
        "breakout.put": c.PutIntoGroup,
        "breakout.choose": c.ChooseGroup,
        "breakout.start": c.StartRound,
        "breakout.extend": c.ExtendRound,
        "breakout.pause": c.PauseRound,
        "breakout.resume": c.ResumeRound,
        "breakout.close": c.CloseRound,
        "breakout.close_group": c.CloseGroup,
        "breakout.move": c.MoveMember,
        "breakout.swap": c.SwapMembers,
        "breakout.merge": c.MergeGroups,
        "breakout.split": c.SplitGroup,
        "breakout.task": c.SetTask,
        "breakout.role": c.GiveRole,
        "breakout.help": c.AskForHelp,
        "breakout.helped": c.SettleHelp,
        "breakout.text": c.TextGroups,
        "breakout.speak": c.SpeakToAll,
        "breakout.listen": c.ListenIn,
        "breakout.visit": c.VisitGroup,
        "breakout.go": c.GoToGroup,
        "breakout.ask": c.AskPrepared,
        "breakout.vote": c.VoteCards,
        "breakout.unask": c.UnaskPoll,
        "poll.draft": c.DraftPoll,
        "poll.edit": c.EditPoll,
        "poll.copy": c.CopyPoll,
        "poll.open": c.OpenPoll,
        "poll.close": c.ClosePoll,
        "poll.remove": c.RemovePoll,
        "poll.vote": c.VotePoll,
        "stage.show": c.ShowSource,
        "stage.layout": c.LayStage,
        "stage.view": c.ViewStage,
        "stage.scene": c.SetScene,
        "stage.turn": c.TurnSlide,
        "stage.deck_remove": c.RemoveDeck,
        "recording.start": c.StartRecording,
        "recording.stop": c.StopRecording,
        "recording.consent": c.AnswerRecording,
        "recording.remove": c.RemoveRecording,
        "minors.open": c.OpenMinors,
        "minors.name": c.NameAdult,
        "minors.prolong": c.ProlongMinors,
        "minors.admit": c.AdmitMinor,
        "minors.refuse": c.RefuseMinor,
        "minors.end": c.EndMinors,
        "minors.clear": c.ClearMinors,
        "minors.talk": c.TalkMinor,
        "card.add": c.AddCard,
        "card.edit": c.EditCard,
        "card.move": c.MoveCard,
        "card.remove": c.RemoveCard,
        "card.restore": c.RestoreCard,
        "card.vote": c.VoteCard,
        "card.unvote": c.UnvoteCard,
        "board.arrange": c.ArrangeBoard,
        "board.freeze": c.FreezeBoard,
        "box.rename": c.RenameBox,
        "box.revoke": c.RevokeBox,
        "box.use": c.UseBox,
        "box.place": c.PlaceBox,
        "box.choose": c.ChooseUse,
        "box.act": c.AskBox,
        "box.health": c.ReportHealth,
    }
)

_WATCHED = ("stage.", "poll.", "chat.", "message.", "report.", "caption.", "interpreter.", "recording.")
FOR_WATCHERS = frozenset(each for each in COMMANDS if each.startswith(_WATCHED)) | {
    "media.watch",
    "media.answer",
    "media.leave",
    "visitor.attend",
    "visitor.check_in",
    "visitor.check_out",
}
"""What a tab may send that only watches a stage: it has no avatar that could walk or be present."""
