/** The others' cursors in the editor, with their names. */
import { RangeSetBuilder, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { effect } from "@preact/signals";
import type { Text } from "yjs";
import { colourOf, decodeSpan, encodeSpan } from "./position";
import type { Provider } from "./provider";

const moved = StateEffect.define<null>();

class Caret extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly colour: string,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return other.name === this.name && other.colour === this.colour;
  }

  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `caret ${this.colour}`;
    caret.ariaHidden = "true";
    const name = document.createElement("span");
    name.className = "caret-name";
    name.textContent = this.name;
    caret.append(name);
    return caret;
  }
}

export function othersCursors(provider: Provider, text: Text, nameOf: (visitor: string) => string) {
  const draw = (length: number): DecorationSet => {
    const marks: { from: number; to: number; mark: Decoration }[] = [];
    for (const { cursor, visitor } of provider.cursors.value.values()) {
      const span = cursor === null ? null : decodeSpan(text, cursor);
      if (span === null || Math.max(span.anchor, span.head) > length) continue;
      const [from, to] = [Math.min(span.anchor, span.head), Math.max(span.anchor, span.head)];
      const colour = colourOf(visitor);
      if (from < to) marks.push({ from, to, mark: Decoration.mark({ class: `chosen ${colour}` }) });
      const widget = new Caret(nameOf(visitor), colour);
      marks.push({ from: span.head, to: span.head, mark: Decoration.widget({ widget, side: 1 }) });
    }
    const builder = new RangeSetBuilder<Decoration>();
    marks.sort((a, b) => a.from - b.from || a.mark.startSide - b.mark.startSide);
    for (const { from, to, mark } of marks) builder.add(from, to, mark);
    return builder.finish();
  };

  class Cursors {
    decorations: DecorationSet;
    readonly #stop: () => void;

    constructor(view: EditorView) {
      this.decorations = draw(view.state.doc.length);
      let first = true;
      this.#stop = effect(() => {
        void provider.cursors.value;
        if (!first) queueMicrotask(() => view.dispatch({ effects: moved.of(null) }));
        first = false;
      });
    }

    update(update: ViewUpdate): void {
      const told = update.transactions.some((each) => each.effects.some((one) => one.is(moved)));
      if (told || update.docChanged) this.decorations = draw(update.state.doc.length);
      if (update.selectionSet || update.focusChanged || update.docChanged) this.#tell(update.view);
    }

    #tell(view: EditorView): void {
      const { main } = view.state.selection;
      provider.point(view.hasFocus ? encodeSpan(text, main) : null);
    }

    destroy(): void {
      this.#stop();
    }
  }
  return ViewPlugin.fromClass(Cursors, { decorations: (each) => each.decorations });
}
