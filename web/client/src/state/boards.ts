/** The boards that are on screen: each hears of what happens, and is read anew after a break. */
import type { BoardState } from "./board";

export class Boards {
  readonly #open = new Set<BoardState>();

  /** Reads a board and keeps it up to date until the returned function is called. */
  join(board: BoardState): () => void {
    this.#open.add(board);
    void board.load();
    return () => this.#open.delete(board);
  }

  durable(type: string, seq: number, data: unknown): void {
    for (const each of this.#open) each.durable(type, seq, data);
  }

  /** Everything may be another. */
  restore(): void {
    for (const each of this.#open) void each.load();
  }
}
