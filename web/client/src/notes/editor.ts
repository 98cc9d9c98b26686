/** The editor of shared notes: CodeMirror over a shared text, with one's own undo and the others' cursors. */
import { defaultKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from "y-codemirror.next";
import { type Text, UndoManager } from "yjs";
import { othersCursors } from "./cursors";
import type { Provider } from "./provider";

/** Characters of a text; what others wrote in the same moment may go a little beyond. */
export const TEXT_MOST = 50_000;

export interface EditorWords {
  label: string;
  empty: string;
  nameOf(visitor: string): string;
}

const writable = new Compartment();

const mayWrite = (write: boolean) => [EditorState.readOnly.of(!write), EditorView.editable.of(write)];

/** Leaves out what would make the text longer than it may be; what comes from others always counts. */
function bounded(change: Transaction): Transaction | readonly [] {
  const [before, after] = [change.startState.doc.length, change.newDoc.length];
  const isOwn = change.annotation(ySyncAnnotation) === undefined;
  return isOwn && change.docChanged && after > TEXT_MOST && after > before ? [] : change;
}

export class NotesEditor {
  readonly #view: EditorView;
  readonly undo: UndoManager;

  constructor(parent: HTMLElement, provider: Provider, text: Text, words: EditorWords) {
    this.undo = new UndoManager(text);
    this.#view = new EditorView({
      parent,
      doc: text.toString(),
      extensions: [
        EditorView.cspNonce.of(document.querySelector<HTMLElement>("[nonce]")?.nonce ?? ""),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": words.label, spellcheck: "true", tabindex: "0" }),
        keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
        drawSelection(),
        placeholder(words.empty),
        writable.of(mayWrite(provider.write.value)),
        EditorState.transactionFilter.of(bounded),
        yCollab(text, null, { undoManager: this.undo }),
        othersCursors(provider, text, words.nameOf),
      ],
    });
  }

  allow(write: boolean): void {
    this.#view.dispatch({ effects: writable.reconfigure(mayWrite(write)) });
  }

  close(): void {
    this.#view.destroy();
    this.undo.destroy();
  }
}
