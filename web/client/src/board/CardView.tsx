/** A card: its text, who wrote it, its votes, and a menu that does whatever dragging does. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import type { BoardShown, CardShown } from "../state/board";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Menu, MenuItem } from "../ui/Menu";
import { toast } from "../ui/Toast";
import { DRAGGED, TEXT_MOST } from "./ColumnView";
import { columnTitle } from "./words";

interface CardProps {
  board: BoardShown;
  card: CardShown;
  /** Where it lies among the cards of its column. */
  place: number;
  of: number;
  left: number;
}

/** Takes a card away, with the way back. */
async function takeAway(app: App, card: string): Promise<void> {
  if (!(await app.do("card.remove", { card }))) return;
  const back = { label: t("Undo"), run: () => void app.do("card.restore", { card }) };
  toast(() => t("The card was taken away."), [back]);
}

export function CardView(props: CardProps) {
  const { board, card } = props;
  const app = useApp();
  const edits = useSignal(false);
  const start = (event: DragEvent) => {
    event.dataTransfer?.setData(DRAGGED, card.card);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  };
  if (edits.value)
    return (
      <EditCard
        card={card}
        onDone={() => {
          edits.value = false;
        }}
      />
    );
  const author = card.author === null ? "" : app.hub.nameOf(card.author);
  return (
    <article class="note-card" draggable={!board.frozen} onDragStart={start}>
      <p class="note-text">{card.text}</p>
      <div class="row">
        <Vote {...props} />
        <span class="grow mut t-12 cut">{author}</span>
        {!board.frozen && (
          <Menu label={t("What to do with “{card}”", { card: card.text.slice(0, 40) })} icon="more" size="s">
            <CardItems
              {...props}
              onEdit={() => {
                edits.value = true;
              }}
            />
          </Menu>
        )}
      </div>
    </article>
  );
}

function Vote({ board, card, left }: CardProps) {
  const app = useApp();
  const why = board.frozen
    ? t("This is finished.")
    : !card.voted && left <= 0 && t("You have given all your votes.");
  return (
    <Button
      size="s"
      kind={card.voted ? "soft" : "quiet"}
      class="dots"
      aria-pressed={card.voted}
      disabled={why}
      aria-label={tn("Vote, {n} so far", "Vote, {n} so far", card.votes)}
      onClick={() => void app.do(card.voted ? "card.unvote" : "card.vote", { card: card.card })}
    >
      <Icon name="star" size="s" />
      <span class="num">{card.votes}</span>
    </Button>
  );
}

function CardItems({ board, card, place, of, onEdit }: CardProps & { onEdit(): void }) {
  const app = useApp();
  const move = (column: string, to: number) =>
    void app.do("card.move", { card: card.card, column, place: to });
  return (
    <>
      <MenuItem icon="pencil" onPick={onEdit}>
        {t("Edit")}
      </MenuItem>
      {place > 0 && (
        <MenuItem icon="up" onPick={() => move(card.column, place - 1)}>
          {t("Move up")}
        </MenuItem>
      )}
      {place < of - 1 && (
        <MenuItem icon="down" onPick={() => move(card.column, place + 1)}>
          {t("Move down")}
        </MenuItem>
      )}
      {board.columns
        .filter((each) => each.id !== card.column)
        .map((each) => (
          <MenuItem key={each.id} icon="enter" onPick={() => move(each.id, board.cards.length)}>
            {t("Move to {column}", { column: columnTitle(each) })}
          </MenuItem>
        ))}
      <MenuItem icon="trash" onPick={() => void takeAway(app, card.card)}>
        {t("Take away")}
      </MenuItem>
    </>
  );
}

function EditCard({ card, onDone }: { card: CardShown; onDone(): void }) {
  const app = useApp();
  const text = useSignal(card.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = async () => {
    if (text.value.trim() === "" || (await app.do("card.edit", { card: card.card, text: text.value })))
      onDone();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") onDone();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="note-card">
      <textarea
        ref={field}
        class="input"
        rows={3}
        maxLength={TEXT_MOST}
        aria-label={t("Text of the card")}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={keys}
      />
      <div class="row">
        <Button size="s" kind="primary" onClick={() => void save()}>
          {t("Save")}
        </Button>
        <Button size="s" kind="quiet" onClick={onDone}>
          {t("Cancel")}
        </Button>
      </div>
    </div>
  );
}
