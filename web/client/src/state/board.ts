/** One board of cards: read whole, then kept up to date by the numbered events that came after. */
import { computed, signal } from "@preact/signals";
import type { CardRestored, Column, DurableEvents } from "../protocol.gen";

export interface CardShown {
  card: string;
  column: string;
  text: string;
  author: string | null;
  votes: number;
  voted: boolean;
}

export interface BoardShown {
  board: string;
  seq: number;
  frozen: boolean;
  columns: Column[];
  cards: CardShown[];
}

type Handlers = {
  [Type in keyof DurableEvents]?: (board: BoardShown, data: DurableEvents[Type]) => BoardShown;
};
interface Told {
  seq: number;
  type: string;
  data: unknown;
}

/** Votes of one person on one board. */
const DOTS = 5;
const COLUMNS: Column[] = ["ideas", "questions", "next"].map((id) => ({ id, title: "" }));

/** A card laid into a column, before the one at that place there. */
export function laid(cards: readonly CardShown[], id: string, column: string, place: number): CardShown[] {
  const moved = cards.find((each) => each.card === id);
  if (!moved) return [...cards];
  const others = cards.filter((each) => each.card !== id);
  const there = others.filter((each) => each.column === column);
  const before = there[place];
  const at = before ? others.indexOf(before) : others.length;
  return others.toSpliced(at, 0, { ...moved, column });
}

const change = (board: BoardShown, id: string, to: (card: CardShown) => CardShown): BoardShown => ({
  ...board,
  cards: board.cards.map((each) => (each.card === id ? to(each) : each)),
});

export class BoardState {
  readonly shown = signal<BoardShown | null>(null);
  readonly failed = signal(false);
  readonly #id: string;
  readonly #read: (board: string) => Promise<BoardShown>;
  readonly #self: () => string | null;
  #waiting: Told[] = [];
  #turn = 0;
  /** Places of cards that were taken away, to put them back where they were. */
  readonly #gone = new Map<string, number>();

  /** `self` is the visitor: a vote told with a name is one's own. */
  constructor(id: string, read: (board: string) => Promise<BoardShown>, self: () => string | null) {
    this.#id = id;
    this.#read = read;
    this.#self = self;
  }

  /** How many votes one has left here. */
  readonly left = computed(() => DOTS - (this.shown.value?.cards.filter((each) => each.voted).length ?? 0));

  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.failed.value = false;
    try {
      const board = await this.#read(this.#id);
      if (turn !== this.#turn) return;
      this.shown.value = this.#waiting
        .filter((each) => each.seq > board.seq)
        .reduce((now, each) => this.#after(now, each), board);
      this.#waiting = [];
    } catch {
      if (turn === this.#turn) this.failed.value = true;
    }
  }

  durable(type: string, seq: number, data: unknown): void {
    if ((data as { board?: string }).board !== this.#id || !(type in this.#handlers)) return;
    const told = { seq, type, data };
    if (this.shown.value === null) this.#waiting.push(told);
    else if (seq > this.shown.value.seq) this.shown.value = this.#after(this.shown.value, told);
  }

  #after(board: BoardShown, { seq, type, data }: Told): BoardShown {
    const apply = (this.#handlers as Record<string, (board: BoardShown, data: unknown) => BoardShown>)[type];
    return { ...(apply?.(board, data) ?? board), seq };
  }

  #restored(board: BoardShown, told: CardRestored): BoardShown {
    const { card, column, text, author, votes } = told;
    const place = this.#gone.get(card) ?? board.cards.length;
    const back: CardShown = { card, column, text, author, votes, voted: false };
    // Whether one's own vote is among them is not told: the board is read anew.
    queueMicrotask(() => void this.load());
    return { ...board, cards: board.cards.toSpliced(place, 0, back) };
  }

  readonly #handlers: Handlers = {
    "card.added": (board, { card, column, text, author }) => ({
      ...board,
      cards: [...board.cards, { card, column, text, author, votes: 0, voted: false }],
    }),
    "card.edited": (board, { card, text }) => change(board, card, (each) => ({ ...each, text })),
    "card.moved": (board, { card, column, place }) => ({
      ...board,
      cards: laid(board.cards, card, column, place),
    }),
    "card.removed": (board, { card }) => {
      this.#gone.set(
        card,
        board.cards.findIndex((each) => each.card === card),
      );
      return { ...board, cards: board.cards.filter((each) => each.card !== card) };
    },
    "card.restored": (board, told) => this.#restored(board, told),
    "card.voted": (board, { card, visitor, on }) =>
      change(board, card, (each) => ({
        ...each,
        votes: each.votes + (on ? 1 : -1),
        voted: visitor !== null && visitor === this.#self() ? on : each.voted,
      })),
    "board.arranged": (board, { columns }) => {
      const known = new Set(columns.map((each) => each.id));
      const first = columns[0]?.id ?? "";
      const cards = board.cards.map((each) => (known.has(each.column) ? each : { ...each, column: first }));
      return { ...board, columns: [...columns], cards };
    },
    "board.frozen": (board, { on }) => ({ ...board, frozen: on }),
    "board.cleared": (board) => ({ ...board, frozen: false, columns: COLUMNS, cards: [] }),
  };
}
