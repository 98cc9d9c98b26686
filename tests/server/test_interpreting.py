"""Interpreter channels over a running hub: rights, packets, a line that breaks, a hub that starts anew."""

from pathlib import Path

import pytest

from rooms.ids import PeerId
from tests.media.probe import Probe, talk
from tests.running import running_hub
from tests.server.small_hub import claimed, peopled
from tests.server.test_media_rights import Desk, nothing_reaches, port_of
from tests.until import until
from tests.visitor import Refused, Visitor, visitor


class Phone(Desk):
    """Asks as a phone in the hall does: for an interpreter alone."""

    async def join(self, peer: PeerId, *, audio_slots: int, video_slots: int) -> str:
        """The hub's offer."""
        await self.person.do("media.watch", stage="hall", tab="tab", part="sound")
        offer: str = (await self.person.told("media.offer"))["sdp"]
        self.port = port_of(offer)
        return offer


async def at_work(person: Visitor, language: str = "fr") -> Probe:
    """Somebody at a desk whose microphone is open."""
    await person.do("interpreter.sit", stage="hall", language=language)
    return await speaking(person)


async def in_hall(person: Visitor) -> Probe:
    """A phone in the hall that listens to French."""
    await person.do("visitor.attend", stage="hall")
    return await listening(person, Phone(person))


@pytest.mark.media
async def test_a_phone_in_the_hall_hears_who_is_on_air_and_nothing_else(tmp_path: Path) -> None:
    async with (
        peopled(tmp_path, "Ann", "Bo", "Cy", "Di", "Ed", media=True) as (hub, (ann, bo, cy, di, ed)),
        visitor(hub.url) as phone,
    ):
        for person in (bo, cy):
            await ann.do("interpreter.name", stage="hall", visitor=person.id, languages=["fr"])
        await (await phone.join("Phone")).connect(view="stage")
        ears, bos, cys = await in_hall(phone), await at_work(bo), await at_work(cy)
        stage = await speaking_on_stage(ann)
        listener = await in_front(di)
        others = (stage, await in_front(ed))
        await talk(stage, listener)
        await nothing_reaches(ears, stage, others)
        await nothing_reaches(ears, bos, others)
        await bo.do("interpreter.air", stage="hall", on=True)
        await talk(bos, ears)
        await talk(bos, listener)
        await bo.told("interpreter.listeners", listeners={"fr": 3})
        await bo.do("interpreter.ask", stage="hall", asking=True)
        await cy.told("interpreter.asked", visitor=bo.id)
        assert not [name for name, _ in phone.events if name == "interpreter.asked"]
        await cy.do("interpreter.air", stage="hall", on=True)
        await talk(cys, ears)
        await nothing_reaches(ears, bos, others)
        await ann.do("visitor.mute", visitor=cy.id)
        await nothing_reaches(ears, cys, others)
        for probe in (ears, bos, cys, stage, listener, others[1]):
            await probe.close()


async def speaking_on_stage(host: Visitor) -> Probe:
    """A host in the stage room, who is heard from the stage."""
    await host.do("room.enter", room="hall")
    return await speaking(host)


async def speaking(person: Visitor) -> Probe:
    """Somebody whose microphone is open."""
    probe = Probe(person.id, Desk(person))
    await probe.join()
    await person.do("media.publish", mic=True, cam=False)
    return probe


async def in_front(person: Visitor) -> Probe:
    """Somebody in the stage room who listens to French."""
    await person.do("room.enter", room="hall")
    return await listening(person, Desk(person))


async def listening(person: Visitor, desk: Desk) -> Probe:
    """Somebody who chose French."""
    await person.do("stage.listen", stage="hall", language="fr")
    probe = Probe(person.id, desk)
    await probe.join()
    return probe


@pytest.mark.media
async def test_a_line_that_falls_silent_is_told_to_colleagues_and_listeners_and_may_be_taken_over(
    tmp_path: Path,
) -> None:
    async with peopled(tmp_path, "Ann", "Bo", "Cy", "Di", media=True) as (_, (ann, bo, cy, di)):
        for person in (bo, cy):
            await ann.do("interpreter.name", stage="hall", visitor=person.id, languages=["fr"])
        bos, cys, listener = await at_work(bo), await at_work(cy), await in_front(di)
        await bo.do("interpreter.air", stage="hall", on=True)
        await talk(bos, listener)
        with pytest.raises(Refused, match=r"interpreter\.on_air"):
            await cy.do("interpreter.air", stage="hall", on=True)
        for person in (cy, di):  # Bo sends no more: a second later
            await person.told("interpreter.cut", visitor=bo.id, cut=True)
        await talk(bos, listener)
        await di.told("interpreter.cut", visitor=bo.id, cut=False)
        await bo.drop()
        await cy.told("presence.changed", visitor=bo.id, status="lost")
        await cy.do("interpreter.air", stage="hall", on=True)
        await talk(cys, listener)
        for probe in (bos, cys, listener):
            await probe.close()


async def test_who_is_on_air_stays_on_air_when_the_hub_starts_anew(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        await ann.do("interpreter.name", stage="hall", visitor=ann.id, languages=["fr"])
        await ann.do("interpreter.sit", stage="hall", language="fr")
        await ann.do("interpreter.air", stage="hall", on=True)
        jar = ann.http.cookie_jar
    async with running_hub(tmp_path) as hub, visitor(hub.url) as back:
        back.http.cookie_jar.update_cookies((each.key, each) for each in jar)
        await back.connect()
        kept = back.snapshot["interpreting"]["hall"]
        assert kept["desks"] == {ann.id: "fr"}
        assert kept["on_air"]["fr"]["visitor"] == ann.id
        state = hub.host.hub.state
        await back.post("/api/leave")
        await until(lambda: not state.durable.interpreting.desks, "the desk ends with who sat there")
