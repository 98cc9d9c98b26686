/** A column of a board: its cards in order, and a field for a new one. */
import { useSignal } from "@preact/signals";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { Column } from "../protocol.gen";
import type { BoardShown } from "../state/board";
import { Button } from "../ui/Button";
import { CardView } from "./CardView";
import { columnTitle } from "./words";

/** Characters of a card. */
export const TEXT_MOST = 400;
/** What a dragged card is called on its way. */
export const DRAGGED = "application/x-foyer-card";

interface ColumnProps {
  board: BoardShown;
  column: Column;
  left: number;
}

export function ColumnView({ board, column, left }: ColumnProps) {
  const app = useApp();
  const cards = board.cards.filter((each) => each.column === column.id);
  const over = useSignal(false);
  const title = columnTitle(column);
  const drop = (event: DragEvent, place: number) => {
    over.value = false;
    const card = event.dataTransfer?.getData(DRAGGED);
    if (!card) return;
    event.preventDefault();
    event.stopPropagation();
    const from = cards.findIndex((each) => each.card === card);
    // The place is counted without the card itself.
    const to = from !== -1 && from < place ? place - 1 : place;
    void app.do("card.move", { card, column: column.id, place: to });
  };
  /** Before the card that it is laid on, or behind it: by which half of it. */
  const beside = (event: DragEvent, place: number) => {
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    drop(event, event.clientY > top + height / 2 ? place + 1 : place);
  };
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    over.value = true;
  };
  return (
    <section
      class={`board-column ${over.value ? "over" : ""}`}
      aria-label={title}
      onDragOver={drag}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={(event) => drop(event, cards.length)}
    >
      <h3 class="row">
        <span class="grow cut">{title}</span>
        <span class="mut num">{cards.length}</span>
      </h3>
      <ul class="cards" aria-label={t("Cards in {column}", { column: title })}>
        {cards.map((card, place) => (
          <li key={card.card} onDrop={(event) => beside(event, place)}>
            <CardView board={board} card={card} place={place} of={cards.length} left={left} />
          </li>
        ))}
      </ul>
      {!board.frozen && <NewCard board={board.board} column={column.id} title={title} />}
    </section>
  );
}

function NewCard({ board, column, title }: { board: string; column: string; title: string }) {
  const app = useApp();
  const text = app.late.written(board, column);
  const write = (text: string) => app.late.write({ board, column, text });
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    write("");
    if (!(await app.do("card.add", { board, column, text }))) write(text);
  };
  return (
    <form class="new-card row" onSubmit={(event) => void add(event)}>
      <input
        class="input s grow"
        value={text}
        maxLength={TEXT_MOST}
        aria-label={t("New card in {column}", { column: title })}
        placeholder={t("New card")}
        onInput={(event) => {
          write(event.currentTarget.value);
        }}
      />
      <Button
        type="submit"
        size="s"
        kind="soft"
        icon="plus"
        aria-label={t("Add to {column}", { column: title })}
      >
        {t("Add")}
      </Button>
    </form>
  );
}
