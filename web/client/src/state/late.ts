/** What one wrote and the hub does not have: texts that came too late, and cards that are half written. */
import { signal } from "@preact/signals";
import { recall, recallHere, remember, rememberHere } from "./memory";

/** One's own version of a document whose last lines were not taken. */
export interface LateText {
  doc: string;
  words: string;
  /** A sketch, as the content of a file. */
  svg: string;
  /** Why it was not taken. */
  code?: string;
}

/** A card that is being written. */
export interface Draft {
  board: string;
  column: string;
  text: string;
}

const MOST = 10;
const isOf =
  ({ board, column }: Omit<Draft, "text">) =>
  (each: Draft) =>
    each.board === board && each.column === column;

export class Late {
  readonly texts;
  readonly drafts;
  readonly #key: string;

  constructor(owner: string) {
    this.#key = `late.${owner}`;
    this.texts = signal(recall<readonly LateText[]>(this.#key, []));
    this.drafts = signal(recallHere<readonly Draft[]>(this.#key, []));
  }

  /** Nothing but the name of a text that is empty is no loss. */
  add({ doc, words, svg, code }: LateText & { code: string }): void {
    if (words.trim() === "" && svg === "") return;
    const others = this.texts.value.filter((each) => each.doc !== doc);
    this.#set([...others, { doc, words, svg, code }].slice(-MOST));
  }

  /** Its writer needs it no more. */
  drop(doc: string): void {
    this.#set(this.texts.value.filter((each) => each.doc !== doc));
  }

  /** What stands in the field for a new card. */
  written(board: string, column: string): string {
    return this.drafts.value.find(isOf({ board, column }))?.text ?? "";
  }

  write(draft: Draft): void {
    const others = this.drafts.value.filter((each) => !isOf(draft)(each));
    this.drafts.value = draft.text === "" ? others : [...others, draft];
    rememberHere(this.#key, this.drafts.value);
  }

  #set(texts: readonly LateText[]): void {
    this.texts.value = texts;
    remember(this.#key, texts);
  }
}
