"""What the stories of the replay tests do at a stage: venue boxes, slides, recordings."""

from random import Random

from rooms import commands as c
from rooms.commands import Command
from rooms.events import Spot
from rooms.ids import DeckId, FileId, RecordingId, VisitorId, camera_of, source_of
from tests.rooms.world import HALL, PLAZA, World


def boxing(rng: Random, world: World) -> Command:
    """What hosts want of venue boxes, and what the media plane tells of them."""
    pick, flag = rng.choice, rng.random() < 0.5
    box = VisitorId(pick(("left", "right")))
    camera, status = source_of(box, "cam"), pick(("on", "silent", "off"))
    whole = world.hub.state.durable.visitors
    return pick(
        (
            c.UseBox(box, flag, True, not flag, flag), c.RenameBox(box, f"Box {rng.randrange(9)}"),
            c.PairBox(box, HALL, "Box") if box not in whole else c.ShowSource(HALL, camera),
            c.RevokeBox(box) if rng.random() < 0.3 else c.ShowSource(HALL, None),
            c.ReportDevice(camera, status), c.ReportDevice(camera, "on"),
            c.ReportSource(HALL, camera_of(HALL), status), c.ReportStart(()),
            c.PlaceBox(box, Spot(PLAZA, 600, 860) if flag else None),
            c.SetScene(HALL, pick(("auto", "map", "now"))),
            c.LayStage(HALL, pick(("picture", "speaker", "gallery"))),
        )
    )  # fmt: skip


def showing(rng: Random, world: World) -> Command:
    """What speakers, hosts and the clock do with slides."""
    pick, decks = rng.choice, world.hub.state.durable.slides.decks
    deck = pick(list(decks)) if decks else DeckId("none")
    new, ends = f"{rng.randrange(2**32):08x}", world.now + rng.choice((60_000, 600_000))
    files = tuple(FileId(f"{new}-{n}") for n in range(3))
    pictures = c.AddDeck(DeckId(new), HALL, "Talk", "pictures", files, 3, ends)
    return pick(
        (
            pictures, c.AddDeck(DeckId(new), HALL, "Talk", "pdf", files[:1], 9, ends),
            c.TurnSlide(HALL, deck, rng.randrange(1, 5)), c.TurnSlide(HALL, deck, 1),
            c.TurnSlide(HALL, None), c.RemoveDeck(deck), c.ExpireDecks(world.now),
        )
    )  # fmt: skip


def recording(rng: Random, world: World) -> Command:
    """What becomes of recordings."""
    pick, recordings = rng.choice, world.hub.state.durable.recording.recordings
    one, new = pick([*recordings, RecordingId("none")]), f"{rng.randrange(2**32):08x}"
    return pick(
        (
            c.StartRecording(HALL), c.StopRecording(HALL), c.AnswerRecording(HALL, True),
            c.AnswerRecording(HALL, rng.random() < 0.5), c.EndRecording(one, "disk"),
            c.FileRecording(one, FileId(new), world.now - rng.randrange(9000), 500, 900),
            c.RemoveRecording(one), c.ExpireRecordings(world.now - 60_000),
        )
    )  # fmt: skip
