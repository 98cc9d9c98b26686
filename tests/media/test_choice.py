"""Pure rules: who is loudest, who may get what, which slot, which layer."""

from hypothesis import given
from hypothesis import strategies as st

from media import wants
from media.budget import CEILING, START, Budget, share
from media.speakers import MARGIN, Speakers, loudest
from media.wants import PeerWant, WantTable, assign
from rooms.ids import PeerId, SourceId

A, B, C, D = (SourceId(name) for name in ("a/mic", "b/mic", "c/mic", "d/mic"))
ANNA, BEN, CLEO = PeerId("anna"), PeerId("ben"), PeerId("cleo")
ORIGINS = {ANNA: "anna", BEN: "ben", CLEO: "hall"}
BOTH = ("mic", "cam")


def test_speech_counts_within_a_tenth_of_a_second_and_pauses_are_bridged() -> None:
    speakers = Speakers()
    for packet in range(8):
        speakers.heard(A, 100, packet * 0.02)
    assert A in speakers.speaking(0.15)
    for packet in range(5):
        speakers.heard(A, 20, 0.16 + packet * 0.02)
    assert A in speakers.speaking(0.24)
    assert A not in speakers.speaking(1.5)


def test_a_source_that_stops_sending_falls_silent() -> None:
    speakers = Speakers()
    for packet in range(20):
        speakers.heard(A, 100, packet * 0.02)
    assert speakers.level(A, 2.0) == 0
    speakers.forget(A)
    assert speakers.speaking(0.4) == {}


def test_a_challenger_must_be_clearly_louder() -> None:
    levels = {A: 80.0, B: 70.0, C: 70.0 + MARGIN - 1}
    assert loudest([A, B, C], {A, B}, levels, 2) == [A, B]
    levels[C] = 70.0 + MARGIN + 1
    assert loudest([A, B, C], {A, B}, levels, 2) == [A, C]


def test_everybody_is_heard_while_there_is_room() -> None:
    assert loudest([A, B], set(), {A: 0.0, B: 0.0}, 2) == [A, B]


def table(**peers: PeerWant) -> WantTable:
    mics = tuple(SourceId(f"{name}/mic") for name in ORIGINS)
    return WantTable({"g": mics}, {PeerId(name): want for name, want in peers.items()})


def test_nobody_hears_himself_nor_an_excluded_origin() -> None:
    everyone = table(
        anna=PeerWant(("g",), exclude=("hall",), allow=BOTH),
        ben=PeerWant(("g",), allow=BOTH),
        cleo=PeerWant(allow=BOTH),
    )
    assert wants.audible(everyone, ANNA, ORIGINS) == ["ben/mic"]
    assert wants.audible(everyone, BEN, ORIGINS) == ["anna/mic", "cleo/mic"]
    assert wants.audible(everyone, CLEO, ORIGINS) == []


def test_who_is_not_in_the_table_gets_nothing_and_gives_nothing() -> None:
    alone = table(anna=PeerWant(("g",), allow=BOTH))
    assert wants.audible(alone, BEN, ORIGINS) == []
    assert wants.audible(alone, ANNA, ORIGINS) == []


def test_the_pinned_picture_comes_first_and_sound_is_no_picture() -> None:
    cam, other = SourceId("ben/cam"), SourceId("cleo/cam")
    want = PeerWant(video=(cam, SourceId("ben/mic"), other), pinned=other, allow=BOTH)
    assert wants.visible(
        table(anna=want, ben=PeerWant(allow=BOTH), cleo=PeerWant(allow=BOTH)), ANNA, ORIGINS
    ) == [
        other,
        cam,
    ]


def test_a_device_that_is_not_allowed_reaches_nobody() -> None:
    muted = table(anna=PeerWant(("g",), allow=BOTH), ben=PeerWant(allow=("cam",)), cleo=PeerWant(allow=BOTH))
    assert wants.audible(muted, ANNA, ORIGINS) == ["cleo/mic"]


def test_a_source_keeps_its_slot_while_others_come_and_go() -> None:
    slots: dict[str, SourceId | None] = {"v0": A, "v1": B, "v2": None}
    assert assign(slots, [C, B, D]) == {"v0": C, "v1": B, "v2": D}
    assert assign(slots, [D, C, B, A]) == {"v0": D, "v1": B, "v2": C}
    assert assign(slots, []) == {"v0": None, "v1": None, "v2": None}


@given(
    st.lists(st.sampled_from([A, B, C, D]), unique=True), st.lists(st.sampled_from([A, B, C, D]), unique=True)
)
def test_slots_hold_exactly_the_first_wanted_each_once(
    before: list[SourceId], wanted: list[SourceId]
) -> None:
    current = assign({"0": None, "1": None, "2": None}, before)
    after = assign(current, wanted)
    held = [source for source in after.values() if source]
    assert sorted(held) == sorted(wanted[:3])
    assert all(after[mid] == source for mid, source in current.items() if source in wanted[:3])


def test_a_receiver_that_complains_gets_less_and_later_more_again() -> None:
    budget = Budget()
    budget.tick(0.0)
    budget.estimated(400_000, 900_000, 1.0)
    assert budget.limit == 400_000
    budget.tick(5.0)
    assert budget.limit == 400_000
    for second in range(9, 60):
        budget.tick(float(second))
    assert START < budget.limit <= CEILING


def test_an_estimate_above_what_is_sent_says_nothing() -> None:
    budget = Budget()
    budget.estimated(200_000, 150_000, 1.0)
    assert budget.limit == START


def test_loss_counts_as_a_complaint_once_in_a_while() -> None:
    budget = Budget()
    budget.lost(60, 1_000_000, 1.0)
    budget.lost(60, 1_000_000, 1.5)
    assert budget.limit == 800_000
    budget.lost(60, 800_000, 3.5)
    assert budget.limit == 640_000


def test_the_most_important_picture_gets_the_best_layer_that_fits() -> None:
    layers = [[100.0, 500.0], [100.0, 500.0], [100.0]]
    assert share(1200, layers) == [1, 1, 0]
    assert share(700, layers) == [1, 0, 0]
    assert share(50, layers) == [0, 0, 0]
