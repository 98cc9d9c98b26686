"""Who speaks at a stage, for the picture that follows."""

from rooms.ids import RoomId, SourceId
from server.effects.voices import STEADY_MS, Voices

HALL = RoomId("hall")
ANN, BO = SourceId("ann/mic"), SourceId("bo/mic")


def follow(*told: tuple[int, SourceId | None]) -> list[SourceId | None]:
    """The voice after each report of who is the loudest, with its time."""
    voices = Voices()
    found: list[SourceId | None] = []
    for at, loudest in told:
        levels = {} if loudest is None else {loudest: 90, SourceId("elsewhere/mic"): 120}
        voices.hear(levels, {HALL: (ANN, BO)}, at)
        found.append(voices.now.get(HALL))
    return found


def test_the_first_voice_counts_at_once_and_another_one_when_it_is_steady() -> None:
    assert follow((0, ANN), (200, BO), (400, BO), (200 + STEADY_MS, BO)) == [ANN, ANN, ANN, BO]


def test_a_cough_and_a_silence_change_nothing() -> None:
    assert follow((0, ANN), (200, BO), (400, None), (1500, BO), (1700, ANN)) == [ANN] * 5


def test_who_is_not_heard_any_more_is_no_voice() -> None:
    voices = Voices()
    assert voices.hear({ANN: 90}, {HALL: (ANN,)}, 0)
    assert not voices.hear({ANN: 90}, {HALL: (ANN,)}, 200)
    assert voices.hear({}, {HALL: ()}, 400)
    assert voices.now == {}
    voices.hear({}, {}, 600)
    assert voices.now == {}
