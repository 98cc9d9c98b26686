/** A board of cards: columns below or beside each other; whatever dragging does, a card's menu does too. */
import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import { get } from "../net/http";
import { type BoardShown, BoardState } from "../state/board";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Bones, Empty } from "../ui/Empty";
import { BoardMenu } from "./BoardMenu";
import { ColumnView } from "./ColumnView";

const read = (board: string) => get(`/api/boards/${encodeURIComponent(board)}`) as Promise<BoardShown>;

export function BoardView({ board }: { board: string }) {
  const app = useApp();
  const state = useMemo(() => new BoardState(board, read, () => app.hub.self.value), [app, board]);
  const { boards } = app;
  useEffect(() => boards.join(state), [boards, state]);
  const shown = state.shown.value;
  if (state.failed.value)
    return (
      <Empty icon="unplugged" words={t("The board cannot be reached at the moment.")}>
        <Button onClick={() => void state.load()}>{t("Try again")}</Button>
      </Empty>
    );
  if (shown === null) return <Bones lines={4} label={t("Opening …")} />;
  return (
    <div class="board">
      <div class="notes-head row">
        <p class="mut t-13 grow" role="status">
          {tn("{n} vote left", "{n} votes left", state.left.value)}
        </p>
        {shown.frozen && <Chip icon="lock">{t("Read only")}</Chip>}
        {app.linkState.value !== "open" && (
          <Chip tone="light" icon="unplugged">
            {t("The line is cut")}
          </Chip>
        )}
        <BoardMenu board={shown} />
      </div>
      <div class="board-columns">
        {shown.columns.map((column) => (
          <ColumnView key={column.id} board={shown} column={column} left={state.left.value} />
        ))}
      </div>
    </div>
  );
}
