"""The hub as a client knows it, made from a first state and the events after it: small, and written
apart from the server's code.
"""

from copy import deepcopy
from typing import Any

from tests.visitor import Visitor

Json = dict[str, Any]


class Model:
    """A hub's state, changed by events."""

    def __init__(self, snapshot: Json) -> None:
        self.state = deepcopy(snapshot)
        self.live: Json = self.state["live"]

    @classmethod
    def of(cls, person: Visitor) -> "Model":
        """What somebody knows after all that was told."""
        at = max(n for n, (name, _) in enumerate(person.events) if name == "hub.snapshot")
        model = cls(person.events[at][1])
        for name, payload in person.events[at + 1 :]:
            model.take(name, payload)
        return model

    def take(self, name: str, payload: Json) -> None:
        """Apply one event."""
        if name == "you.changed":
            self.state["you"] = payload
        handler = getattr(self, "on_" + name.replace(".", "_"), None)
        if handler is not None:
            handler(payload["data"], payload)

    def plain(self) -> Json:
        """What can be compared: without times, and without what the position lane tells."""
        avatars = {each["visitor"]: (each["lane"], each["floor"]) for each in self.live["avatars"]}
        parts = {
            key: self.state[key]
            for key in (
                *("you", "visitors", "on_site", "stays", "boxes", "shown", "slides", "scenes", "layouts"),
                *("recordings", "rooms"),
            )
        }
        live = {key: self.live[key] for key in ("presence", "in_room", "stages", "devices")}
        queues = {stage: _queue(each) for stage, each in self.state["queues"].items()}
        polls = {stage: _polls(each) for stage, each in self.state["polls"].items()}
        last = {channel: each["last"] for channel, each in self.state["channels"].items()}
        sessions = {each["id"]: each for each in map(_plain, self.state["sessions"])}
        talks = {each["id"]: (list(each["members"]), each["locked"]) for each in self.live["conversations"]}
        sends = {who: tuple(_plain(each).values()) for who, each in self.live["media"].items()}
        people = {who: _plain(each) for who, each in parts["visitors"].items()}
        stays = {who: _plain(each) for who, each in parts["stays"].items()}
        return {
            **parts,
            **live,
            "visitors": people,
            "stays": stays,
            "last": last,
            "talks": talks,
            "media": sends,
            "queues": queues,
            "polls": polls,
            "applause": sorted(self.state["applause"]),
            "sessions": sessions,
            "agenda": sorted(self.state["agenda"]),
            "avatars": avatars,
        }

    # -- durable -----------------------------------------------------------------------------------

    def on_visitor_joined(self, data: Json, _: Json) -> None:
        info = {key: data[key] for key in ("name", "look", "role")}
        self.state["visitors"][data["visitor"]] = {**info, "muted": False}

    def on_visitor_renamed(self, data: Json, _: Json) -> None:
        self.state["visitors"][data["visitor"]]["name"] = data["name"]

    def on_visitor_dressed(self, data: Json, _: Json) -> None:
        self.state["visitors"][data["visitor"]]["look"] = data["look"]

    def on_visitor_on_site(self, data: Json, _: Json) -> None:
        self._stay(data, door=False)

    def on_visitor_checked_in(self, data: Json, _: Json) -> None:
        self._stay(data, door=True)

    def _stay(self, data: Json, *, door: bool) -> None:
        for part in ("on_site", "stays"):
            self.state[part].pop(data["visitor"], None)
        if data["stage"] is not None:
            self.state["on_site"][data["visitor"]] = data["stage"]
            if data["at"]:
                self.state["stays"][data["visitor"]] = {"since": data["at"], "door": door}

    def on_box_paired(self, data: Json, _: Json) -> None:
        role = {"role": "venue", "muted": False, "look": None}
        self.state["visitors"][data["box"]] = {"name": data["title"], **role}
        uses = {"mic": True, "cam": True, "speaker": True, "screen": False}
        self.state["boxes"][data["box"]] = {"stage": data["stage"], **uses, "portal": None}

    def on_box_placed(self, data: Json, _: Json) -> None:
        self.state["boxes"][data["box"]]["portal"] = data["spot"]

    def on_box_renamed(self, data: Json, _: Json) -> None:
        self.state["visitors"][data["box"]]["name"] = data["title"]

    def on_box_used(self, data: Json, _: Json) -> None:
        uses = {key: data[key] for key in ("mic", "cam", "speaker", "screen")}
        self.state["boxes"][data["box"]].update(uses)

    def on_box_revoked(self, data: Json, _: Json) -> None:
        for part in (self.state["visitors"], self.state["boxes"]):
            part.pop(data["box"], None)

    def on_slide_turned(self, data: Json, _: Json) -> None:
        self.state["slides"].pop(data["stage"], None)
        if data["slide"] is not None:
            self.state["slides"][data["stage"]] = data

    def on_recording_started(self, data: Json, _: Json) -> None:
        told = {key: data[key] for key in ("recording", "at")}
        self.state["recordings"][data["stage"]] = {**told, "mine": None, "answers": {}}

    def on_recording_stopped(self, data: Json, _: Json) -> None:
        self.state["recordings"].pop(data["stage"], None)

    def on_recording_answered(self, data: Json, _: Json) -> None:
        running = self.state["recordings"][data["stage"]]
        if data["visitor"] == self.state["you"]["visitor"]:
            running["mine"] = data["yes"]
        if "stage.moderate" in self.state["you"]["capabilities"]:
            running["answers"][data["visitor"]] = data["yes"]

    def on_stage_laid_out(self, data: Json, _: Json) -> None:
        self.state["layouts"].pop(data["stage"], None)
        if data["layout"] != "speaker":
            self.state["layouts"][data["stage"]] = data["layout"]

    def on_stage_scene_set(self, data: Json, _: Json) -> None:
        self.state["scenes"].pop(data["stage"], None)
        if data["scene"] != "auto":
            self.state["scenes"][data["stage"]] = data["scene"]

    def on_stage_shown(self, data: Json, _: Json) -> None:
        self.state["shown"].pop(data["stage"], None)
        if data["source"] is not None:
            self.state["shown"][data["stage"]] = data["source"]

    def on_box_source(self, data: Json, _: Json) -> None:
        self.live["devices"][data["source"]] = data["status"]

    def on_role_granted(self, data: Json, _: Json) -> None:
        self.state["visitors"][data["visitor"]]["role"] = data["role"]

    def on_visitor_muted(self, data: Json, _: Json) -> None:
        self.state["visitors"][data["visitor"]]["muted"] = True

    def on_room_locked(self, data: Json, _: Json) -> None:
        self.state["rooms"][data["room"]]["locked"] = True
        if data["room"] != "lens" or self.live["in_room"].get(self.state["you"]["visitor"]) == "lens":
            return
        if self.state["you"]["role"] not in ("administrator", "moderator"):
            self.state["channels"].pop(f"room:{data['room']}", None)

    def on_room_unlocked(self, data: Json, _: Json) -> None:
        self.state["rooms"][data["room"]]["locked"] = False

    def on_message_posted(self, data: Json, _: Json) -> None:
        self.state["channels"].setdefault(data["channel"], {})["last"] = data["message"]

    def on_stage_entry_added(self, data: Json, _: Json) -> None:
        entries = self.state["queues"][data["stage"]]["entries"]
        entries[:] = [each for each in entries if each["entry"] != data["entry"]]
        kept = ("entry", "visitor", "kind", "body", "seat", "anonymous", "hall", "at")
        state = "held" if data["held"] else "waiting"
        entries.append({**{key: data[key] for key in kept}, "state": state, "votes": 0, "voted": False})

    def on_stage_entry_withdrawn(self, data: Json, _: Json) -> None:
        self.unpin(data)
        entries = self.state["queues"][data["stage"]]["entries"]
        entries[:] = [each for each in entries if each["entry"] != data["entry"]]

    def on_stage_entry_approved(self, data: Json, _: Json) -> None:
        self.on_stage_entry_changed({**data, "state": "waiting"}, _)

    def on_stage_entry_changed(self, data: Json, _: Json) -> None:
        queue = self.state["queues"][data["stage"]]
        for each in [each for each in queue["entries"] if each["entry"] == data["entry"]]:
            each["state"] = data["state"]
            if data["state"] == "admitted":
                queue["hall_last"] = each["hall"]
            if data["state"] == "dismissed":
                self.unpin(data)

    def unpin(self, data: Json) -> None:
        queue = self.state["queues"][data["stage"]]
        queue["pinned"] = None if queue["pinned"] == data["entry"] else queue["pinned"]

    def on_stage_entry_pinned(self, data: Json, _: Json) -> None:
        self.state["queues"][data["stage"]]["pinned"] = data["entry"]

    def on_stage_ruled(self, data: Json, _: Json) -> None:
        rule = {key: data[key] for key in ("order", "moderated", "anonymous_allowed")}
        self.state["queues"][data["stage"]].update(rule)

    def on_stage_voted(self, data: Json, _: Json) -> None:
        for each in self.state["queues"][data["stage"]]["entries"]:
            if each["entry"] == data["entry"]:
                each["voted"] = data["on"]

    def on_poll_drafted(self, data: Json, _: Json) -> None:
        kept = {key: data[key] for key in ("poll", "spec", "at")}
        times = {"opened_at": None, "closes_at": None, "closed_at": None}
        self.set_poll(data, {**kept, **times, "state": "draft", "tally": None, "mine": None})

    def on_poll_opened(self, data: Json, _: Json) -> None:
        kept = {key: data[key] for key in ("poll", "spec", "at", "opened_at", "closes_at")}
        self.set_poll(data, {**kept, "closed_at": None, "state": "open", "tally": None, "mine": None})

    def on_poll_voted(self, data: Json, _: Json) -> None:
        self.change_poll(data, mine={"picks": data["picks"], "words": data["words"]})

    def on_poll_closed(self, data: Json, _: Json) -> None:
        gone = {"mine": None} if data["anonymous"] else {}
        self.change_poll(data, state="closed", closed_at=data["at"], tally=data["tally"], **gone)

    def on_poll_removed(self, data: Json, _: Json) -> None:
        polls = self.state["polls"][data["stage"]]
        polls[:] = [each for each in polls if each["poll"] != data["poll"]]

    def set_poll(self, data: Json, poll: Json) -> None:
        self.on_poll_removed(data, {})
        self.state["polls"][data["stage"]].append(poll)

    def change_poll(self, data: Json, **changed: Any) -> None:
        for each in self.state["polls"][data["stage"]]:
            if each["poll"] == data["poll"]:
                each.update(changed)

    def on_stage_applause(self, data: Json, _: Json) -> None:
        kept = [each for each in self.state["applause"] if each != data["stage"]]
        self.state["applause"] = [*kept, data["stage"]] if data["on"] else kept

    def on_session_set(self, data: Json, _: Json) -> None:
        changed = {each["id"]: each for each in data["sessions"]}
        kept = [each for each in self.state["sessions"] if each["id"] not in changed]
        self.state["sessions"] = [*kept, *changed.values()]

    def on_session_removed(self, data: Json, _: Json) -> None:
        gone = data["sessions"]
        self.state["sessions"] = [each for each in self.state["sessions"] if each["id"] not in gone]
        self.state["agenda"] = [each for each in self.state["agenda"] if each not in gone]

    def on_agenda_marked(self, data: Json, _: Json) -> None:
        self.state["agenda"].append(data["session"])

    def on_agenda_unmarked(self, data: Json, _: Json) -> None:
        self.state["agenda"].remove(data["session"])

    # -- live --------------------------------------------------------------------------------------

    def on_presence_changed(self, data: Json, _: Json) -> None:
        self.live["presence"][data["visitor"]] = data["status"]

    def on_visitor_left(self, data: Json, _: Json) -> None:
        for part in ("presence", "media", "in_room"):
            self.live[part].pop(data["visitor"], None)

    def on_avatar_appeared(self, data: Json, _: Json) -> None:
        self.on_avatar_gone(data, _)
        self.live["avatars"].append(data)

    def on_avatar_gone(self, data: Json, _: Json) -> None:
        self.live["avatars"] = [each for each in self.live["avatars"] if each["visitor"] != data["visitor"]]

    def on_room_entered(self, data: Json, _: Json) -> None:
        self.live["in_room"][data["visitor"]] = data["room"]

    def on_room_left(self, data: Json, _: Json) -> None:
        self.live["in_room"].pop(data["visitor"], None)

    def on_conversation_changed(self, data: Json, _: Json) -> None:
        self.on_conversation_ended(data, _)
        self.live["conversations"].append(data)

    def on_conversation_ended(self, data: Json, _: Json) -> None:
        self.live["conversations"] = [each for each in self.live["conversations"] if each["id"] != data["id"]]

    def on_stage_votes(self, data: Json, _: Json) -> None:
        for each in self.state["queues"][data["stage"]]["entries"]:
            each["votes"] = data["votes"].get(each["entry"], each["votes"])

    def on_poll_tally(self, data: Json, _: Json) -> None:
        for poll, tally in data["tallies"].items():
            self.change_poll({"stage": data["stage"], "poll": poll}, tally=tally)

    def on_media_changed(self, data: Json, _: Json) -> None:
        self.live["media"][data["visitor"]] = {key: data[key] for key in ("mic", "cam", "screen")}


def _queue(queue: Json) -> Json:
    """A queue by entry, without those that were dismissed: some know of them still, some no more."""
    kept = {each["entry"]: each for each in queue["entries"] if each["state"] != "dismissed"}
    return {**queue, "entries": kept}


def _polls(polls: list[Json]) -> Json:
    """Polls by id, with the result only where everybody has it: an open one is told from time to time."""
    return {
        each["poll"]: {**each, "tally": each["tally"] if each["state"] == "closed" else None}
        for each in polls
    }


def _plain(value: Any) -> Json:
    """A dataclass, or what came over the wire, as plain fields."""
    found = (
        value if isinstance(value, dict) else {key: getattr(value, key) for key in value.__dataclass_fields__}
    )
    return {
        key: _plain(each) if hasattr(each, "__dataclass_fields__") else each for key, each in found.items()
    }
