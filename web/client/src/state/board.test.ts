import { expect, test } from "vitest";
import { type BoardShown, BoardState, laid } from "./board";

const card = (id: string, column = "ideas") => ({
  card: id,
  column,
  text: id,
  author: null,
  votes: 0,
  voted: false,
});
const board = (...cards: ReturnType<typeof card>[]): BoardShown => ({
  board: "room:lens",
  seq: 5,
  frozen: false,
  columns: [
    { id: "ideas", title: "" },
    { id: "next", title: "" },
  ],
  cards,
});
const at = (data: object) => ({ board: "room:lens", ...data });

async function ready(...cards: ReturnType<typeof card>[]): Promise<BoardState> {
  const state = new BoardState(
    "room:lens",
    async () => board(...cards),
    () => "me",
  );
  await state.load();
  return state;
}

test("a card is laid before the one at its place, in any column", () => {
  const cards = [card("a"), card("b", "next"), card("c"), card("d", "next")];
  const ids = (column: string, found: ReturnType<typeof laid>) =>
    found.filter((each) => each.column === column).map((each) => each.card);
  expect(ids("ideas", laid(cards, "c", "ideas", 0))).toEqual(["c", "a"]);
  expect(ids("next", laid(cards, "a", "next", 1))).toEqual(["b", "a", "d"]);
  expect(ids("next", laid(cards, "a", "next", 9))).toEqual(["b", "d", "a"]);
});

test("what came while the board was read is added once, and nothing twice", async () => {
  let answer: (board: BoardShown) => void = () => undefined;
  const state = new BoardState(
    "room:lens",
    () => new Promise((done) => (answer = done)),
    () => "me",
  );
  const loading = state.load();
  state.durable("card.added", 5, at({ card: "old", column: "ideas", text: "old", author: "x" }));
  state.durable("card.added", 6, at({ card: "new", column: "ideas", text: "new", author: "x" }));
  state.durable("card.added", 7, { board: "room:other", card: "z", column: "ideas", text: "z", author: "x" });
  answer(board(card("old")));
  await loading;
  expect(state.shown.value?.cards.map((each) => each.card)).toEqual(["old", "new"]);
});

test("votes are counted, one's own is marked, and what is left of them is told", async () => {
  const state = await ready(card("a"));
  state.durable("card.voted", 6, at({ card: "a", visitor: null, on: true }));
  state.durable("card.voted", 7, at({ card: "a", visitor: "me", on: true }));
  expect(state.shown.value?.cards[0]).toMatchObject({ votes: 2, voted: true });
  expect(state.left.value).toBe(4);
  state.durable("card.voted", 8, at({ card: "a", visitor: "me", on: false }));
  expect(state.shown.value?.cards[0]).toMatchObject({ votes: 1, voted: false });
});

test("cards of a column that is gone lie in the first", async () => {
  const state = await ready(card("a", "next"));
  state.durable("board.arranged", 6, at({ columns: [{ id: "ideas", title: "" }] }));
  expect(state.shown.value?.cards[0]?.column).toBe("ideas");
});

test("a frozen board is shown so, and a cleared one is as new", async () => {
  const state = await ready(card("a"));
  state.durable("board.frozen", 6, at({ on: true }));
  expect(state.shown.value?.frozen).toBe(true);
  state.durable("board.cleared", 7, at({}));
  expect(state.shown.value).toMatchObject({ frozen: false, cards: [] });
});
