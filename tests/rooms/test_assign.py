"""Putting people into groups, held against what ``rooms/breakouts`` promises."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.breakouts.assign import AGAIN_TOLD, Assigned, Person, Wanted, assign, sizes
from rooms.breakouts.chance import Chance
from rooms.breakouts.even import evenly
from rooms.breakouts.field import Ring
from rooms.breakouts.rotate import paired, turned, turns_sure
from rooms.events.groups import How
from rooms.ids import GroupId, VisitorId

TRAITS = ("language", "skill", "mode")
VALUES = {"language": ("de", "en", "fr", ""), "skill": ("new", "old"), "mode": ("on_site", "remote")}


def somebody(number: int, **traits: str) -> Person:
    """A made-up person."""
    return Person(VisitorId(f"v{number:03}"), traits)


@st.composite
def crowds(draw: st.DrawFn, most: int = 90) -> tuple[Person, ...]:
    """People with every mixture of traits."""
    rows = draw(st.lists(st.tuples(*(st.sampled_from(VALUES[each]) for each in TRAITS)), max_size=most))
    return tuple(somebody(n, **dict(zip(TRAITS, row, strict=True))) for n, row in enumerate(rows))


def groups(count: int) -> tuple[GroupId, ...]:
    """So many groups."""
    return tuple(GroupId(f"g{n}") for n in range(count))


def put(how: How, people: tuple[Person, ...], tables: int, **more: object) -> Assigned:
    """An assignment."""
    limits = more.pop("limits", (0,) * tables)
    seed = more.pop("seed", 7)
    return assign(Wanted(how, seed, groups(tables), limits, people, **more))  # type: ignore[arg-type]


def seated(found: Assigned, tables: int) -> dict[GroupId, list[VisitorId]]:
    """Who sits at which table."""
    by: dict[GroupId, list[VisitorId]] = {each: [] for each in groups(tables)}
    for who, group in found.seats.items():
        by[group].append(who)
    return by


@given(crowds(), st.integers(1, 20), st.integers(0, 2**64))
def test_chance_leaves_nobody_out_and_fills_groups_evenly(people: tuple[Person, ...], tables: int, seed: int):
    found = put("random", people, tables, seed=seed)
    counts = [len(each) for each in seated(found, tables).values()]
    assert found.seats.keys() == {each.visitor for each in people}
    assert max(counts) - min(counts) <= 1
    assert found.report.guarantee == "sizes"
    assert found == put("random", people, tables, seed=seed)


@given(crowds(), st.integers(1, 20), st.integers(0, 99), st.permutations(TRAITS), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_the_first_two_traits_are_even_in_all_groups_at_once(
    people: tuple[Person, ...], tables: int, seed: int, order: list[str], count: int
):
    traits = tuple(order[:count])
    found = put("balanced", people, tables, seed=seed, traits=traits)
    by = seated(found, tables)
    assert found.report.guarantee == "traits"
    assert max(map(len, by.values())) - min(map(len, by.values())) <= 1
    known = {each.visitor: each.traits for each in people}
    spread: dict[str, int] = {}
    for trait in traits:
        counts = [Counter(known[who][trait] for who in each) for each in by.values()]
        spread[trait] = max(
            (max(c[v] for c in counts) - min(c[v] for c in counts) for v in VALUES[trait]), default=0
        )
    assert all(spread[each] <= 1 for each in traits[:2])
    assert found.report.spread == spread


@given(
    crowds(),
    st.lists(st.integers(1, 12), min_size=1, max_size=12),
    st.sampled_from(["random", "balanced", "chosen"]),
)
def test_no_group_passes_its_limit_and_who_finds_no_place_is_named(
    people: tuple[Person, ...], limits: list[int], how: How
):
    tables = len(limits)
    fixed = {each.visitor: groups(tables)[0] for each in people[::2]}
    found = put(how, people, tables, limits=tuple(limits), traits=TRAITS, fixed=fixed)
    counts = [len(each) for each in seated(found, tables).values()]
    assert all(count <= limit for count, limit in zip(counts, limits, strict=True))
    assert sum(counts) == min(len(people), sum(limits))
    assert {*found.seats, *found.report.left_over} == {each.visitor for each in people}


@given(st.integers(0, 200), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_sizes_are_as_even_as_limits_let_them_be(people: int, limits: list[int]):
    found = sizes(people, limits)
    open_ = [size for size, limit in zip(found, limits, strict=True) if not limit or size < limit]
    assert all(size <= max(open_) + 1 for size in found) if open_ else sum(found) == sum(limits)
    assert max(open_, default=0) - min(open_, default=0) <= 1


def test_who_chose_a_group_gets_it_and_the_others_fill_the_smallest():
    people = tuple(somebody(n) for n in range(8))
    chosen = {
        VisitorId("v000"): GroupId("g1"),
        VisitorId("v001"): GroupId("g1"),
        VisitorId("v002"): GroupId("gone"),
    }
    by = seated(put("chosen", people, 2, fixed=chosen), 2)
    assert {"v000", "v001"} <= {*by[GroupId("g1")]}
    assert sorted(len(each) for each in by.values()) == [4, 4]


# -- rotations -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [*range(1, 17), 25, 27, 60, 64, 243])
def test_differences_of_the_good_elements_can_be_divided_by(size: int):
    ring = Ring(size)
    for one, other in combinations(ring.elements[: ring.good][:9], 2):
        by = next(each for each in range(size) if ring.add(each, other) == one)
        assert len({ring.times(by, each) for each in range(size)}) == size


def rounds_of(
    how: How, people: tuple[Person, ...], tables: int, turns: int, **more: object
) -> list[Assigned]:
    """Several turns of a rotation, each after the other was held."""
    found: list[Assigned] = []
    held: tuple[dict[GroupId, list[VisitorId]], ...] = ()
    for _ in range(turns):
        rotation = found[-1].rotation if found else None
        found.append(put(how, people, tables, rounds=held, rotation=rotation, **more))
        held = (*held, seated(found[-1], tables))
    return found


def pairs_of(
    found: Assigned, tables: int, but: frozenset[VisitorId] = frozenset()
) -> Counter[frozenset[VisitorId]]:
    """Who meets whom."""
    return Counter(
        frozenset(pair)
        for each in seated(found, tables).values()
        for pair in combinations(each, 2)
        if not but & {*pair}
    )


@given(st.integers(2, 11), st.integers(1, 11), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_nobody_meets_anybody_twice_while_a_rotation_is_sure_of_it(tables: int, size: int, seed: int):
    good = Ring(tables).good
    people = tuple(somebody(n) for n in range(tables * min(size, good)))
    turns = rounds_of("mix", people, tables, good, seed=seed)
    met: Counter[frozenset[VisitorId]] = Counter()
    for each in turns:
        assert each.report.guarantee == "no_repeats"
        assert (each.report.repeats, each.report.perfect) == (0, "yes")
        met += pairs_of(each, tables)
    assert max(met.values(), default=1) == 1
    if size < good:
        assert not any(each.report.tables for each in turns)


@given(st.integers(2, 11), st.integers(1, 10), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_in_a_world_cafe_hosts_stay_and_guests_neither_meet_nor_sit_twice(
    tables: int, guests: int, seed: int
):
    good = Ring(tables).good
    guests = min(guests, good - 1)
    people = tuple(somebody(n) for n in range(tables * (guests + 1)))
    turns = rounds_of("cafe", people, tables, good, seed=seed)
    rotation = turns[0].rotation
    assert rotation is not None
    hosts = frozenset(each[0] for each in rotation.base)
    met: Counter[frozenset[VisitorId]] = Counter()
    sat: Counter[tuple[VisitorId, GroupId]] = Counter()
    for turn in turns:
        assert all(turn.seats[each] == turns[0].seats[each] for each in hosts)
        met += pairs_of(turn, tables)
        sat += Counter((who, group) for who, group in turn.seats.items() if who not in hosts)
    assert max(met.values()) == 1
    assert max(sat.values(), default=1) == 1


@given(st.integers(0, 25), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_in_speed_networking_each_meets_each_exactly_once(count: int, seed: int):
    people = tuple(somebody(n) for n in range(count))
    tables = max(1, count // 2)
    turns = rounds_of("network", people, tables, max(0, count - 1 + count % 2), seed=seed)
    met: Counter[frozenset[VisitorId]] = Counter()
    paused: Counter[VisitorId] = Counter()
    for turn in turns:
        assert turn.report.guarantee == "no_repeats"
        met += pairs_of(turn, tables)
        paused.update(turn.report.left_over)
    if count > 1:
        assert met == Counter({frozenset(pair): 1 for pair in combinations([p.visitor for p in people], 2)})
    assert all(each == 1 for each in paused.values())


@given(st.integers(2, 8), st.integers(2, 6), st.integers(2, 7), st.integers(0, 99), st.data())
@settings(max_examples=25, deadline=None)
def test_a_report_names_every_pair_that_meets_again_whoever_came_and_went(
    tables: int, size: int, turns: int, seed: int, data: st.DataObject
):
    crowd = [somebody(n) for n in range(tables * size)]
    held: tuple[dict[GroupId, list[VisitorId]], ...] = ()
    rotation = None
    met: Counter[frozenset[VisitorId]] = Counter()
    for turn in range(turns):
        gone = data.draw(st.integers(0, 2))
        crowd = [
            *crowd[gone:],
            *(somebody(1000 + 10 * turn + n) for n in range(data.draw(st.integers(0, 2)))),
        ]
        found = put("mix", tuple(crowd), tables, rounds=held, rotation=rotation, seed=seed)
        here = pairs_of(found, tables)
        again = [pair for pair in here if met[pair]]
        assert found.report.repeats == len(again)
        named = {frozenset(each) for each in found.report.again}
        assert named <= {*again}
        assert len(named) == len(found.report.again) == min(len(again), AGAIN_TOLD)
        assert (found.report.perfect == "yes") == (not again)
        assert found.seats.keys() == {each.visitor for each in crowd}
        counts = [len(each) for each in seated(found, tables).values()]
        assert max(counts) - min(counts) <= 1
        met += here
        held, rotation = (*held, seated(found, tables)), found.rotation


def test_a_round_that_cannot_be_without_repeats_says_so():
    people = tuple(somebody(n) for n in range(4))
    third = rounds_of("mix", people, 2, 4)
    assert [each.report.perfect for each in third][:1] == ["yes"]
    assert third[-1].report.perfect == "no"
    assert third[-1].report.repeats > 0


def test_more_people_of_one_table_than_there_are_tables_now_meet_again_and_that_is_said():
    people = tuple(somebody(n) for n in range(6))
    assert [each.report.perfect for each in rounds_of("mix", people, 2, 2)] == ["yes", "no"]
    assert [each.report.perfect for each in rounds_of("mix", people, 3, 2)] == ["yes", "yes"]


def test_exchanges_spare_repeats_where_nothing_is_promised():
    """Six tables have no promise beyond two turns: a plain turn repeats pairs, the mended one none."""
    people = tuple(somebody(n) for n in range(24))
    turns = rounds_of("mix", people, 6, 3)
    assert turns_sure(6, 4) == 1
    rotation = turns[0].rotation
    assert rotation is not None
    plain = turned(rotation.base, 2)
    met = pairs_of(turns[0], 6) + pairs_of(turns[1], 6)
    assert any(met[frozenset(pair)] for each in plain for pair in combinations(each, 2))
    assert [each.report.repeats for each in turns] == [0, 0, 0]


@given(st.permutations(range(4)), st.integers(0, 2**64))
def test_a_rotation_that_begins_after_another_round_spares_people_sooner_than_tables(
    order: list[int], seed: int
):
    people = tuple(somebody(n) for n in range(4))
    one, two, three, four = (people[n].visitor for n in order)
    held = ({GroupId("g0"): (one, two), GroupId("g1"): (three, four)},)
    assert put("mix", people, 2, rounds=held, seed=seed).report.repeats == 0


def test_pairs_beyond_the_tables_pause_and_are_named():
    found = put("network", tuple(somebody(n) for n in range(8)), 2)
    assert len(found.report.left_over) == 4


def test_an_odd_person_pauses():
    pairs, pausing = paired([VisitorId(each) for each in "abc"], 0)
    assert (len(pairs), len(pausing)) == (1, 1)


@given(st.integers(0, 2**64), st.integers(1, 500))
def test_shuffling_keeps_everybody(seed: int, count: int):
    assert sorted(Chance(seed).shuffled(range(count))) == list(range(count))


def test_sizes_are_levelled_where_dealing_by_two_traits_left_them_apart():
    """Without exchanging chains of people these four tables get 11, 10, 9 and 10."""
    words = (
        "by bl hl gx bl ak gu hy dv fu au ak dk ax hl dz dx hy ak bw ev fk dy el gu hx gk cz fv hv ck fl al "
        "ay gw cx ax dk fz hy"
    )
    assert Counter(evenly([tuple(each) for each in words.split()], 4)) == dict.fromkeys(range(4), 10)
