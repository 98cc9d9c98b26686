/** What can be done with a whole board: its columns, and for hosts the end of writing. */
import { useSignal } from "@preact/signals";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { uuid7 } from "../net/uuid7";
import type { Column } from "../protocol.gen";
import type { BoardShown } from "../state/board";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Menu, MenuItem } from "../ui/Menu";
import { columnTitle } from "./words";

const COLUMNS_MOST = 12;
const TITLE_MOST = 60;

export function BoardMenu({ board }: { board: BoardShown }) {
  const app = useApp();
  const arranges = useSignal(false);
  const mayFreeze = app.hub.may("room.lock");
  if (board.frozen && !mayFreeze) return null;
  return (
    <>
      <Menu label={t("The whole board")} icon="more" size="s">
        {!board.frozen && (
          <MenuItem
            icon="layout-side"
            onPick={() => {
              arranges.value = true;
            }}
          >
            {t("Columns …")}
          </MenuItem>
        )}
        {mayFreeze && (
          <MenuItem
            icon={board.frozen ? "unlock" : "lock"}
            onPick={() => void app.do("board.freeze", { board: board.board, on: !board.frozen })}
          >
            {board.frozen
              ? t("Let notes, board and sketch be written again")
              : t("Finish notes, board and sketch")}
          </MenuItem>
        )}
      </Menu>
      {arranges.value && (
        <Arrange
          board={board}
          onClose={() => {
            arranges.value = false;
          }}
        />
      )}
    </>
  );
}

function Arrange({ board, onClose }: { board: BoardShown; onClose(): void }) {
  const app = useApp();
  const columns = useSignal<readonly Column[]>(
    board.columns.map((each) => ({ id: each.id, title: columnTitle(each) })),
  );
  const set = (at: number, title: string) => {
    columns.value = columns.value.map((each, n) => (n === at ? { ...each, title } : each));
  };
  /** A title that nobody changed stays the translated one. */
  const asBefore = (column: Column): Column => {
    const before = board.columns.find((each) => each.id === column.id);
    return before && columnTitle(before) === column.title ? before : column;
  };
  const save = async () => {
    const named = columns.value.filter((each) => each.title.trim() !== "").map(asBefore);
    if (await app.do("board.arrange", { board: board.board, columns: named })) onClose();
  };
  return (
    <Dialog title={t("Which columns does the board have?")} onClose={onClose}>
      <div class="col gap-3">
        {columns.value.map((column, at) => (
          <div key={column.id} class="row arrange">
            <Field
              label={t("Column {number}", { number: at + 1 })}
              value={column.title}
              maxLength={TITLE_MOST}
              onInput={(event) => set(at, event.currentTarget.value)}
            />
            <IconButton
              icon="up"
              label={t("Column {number} one up", { number: at + 1 })}
              disabled={at === 0 && t("It is the first.")}
              onClick={() => {
                columns.value = columns.value.toSpliced(at, 1).toSpliced(at - 1, 0, column);
              }}
            />
            <IconButton
              icon="trash"
              label={t("Take column {number} away", { number: at + 1 })}
              disabled={columns.value.length === 1 && t("A board has one column at least.")}
              onClick={() => {
                columns.value = columns.value.toSpliced(at, 1);
              }}
            />
          </div>
        ))}
        {columns.value.length < COLUMNS_MOST && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              columns.value = [...columns.value, { id: uuid7(), title: "" }];
            }}
          >
            {t("Another column")}
          </Button>
        )}
        <p class="hint">{t("Cards of a column that is taken away lie in the first one.")}</p>
        <Button kind="primary" onClick={() => void save()}>
          {t("Save")}
        </Button>
      </div>
    </Dialog>
  );
}
