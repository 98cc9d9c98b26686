/** Whether what one wrote is safe, in words; and what to do when it was not taken. */
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import type { SaveState } from "./provider";

export function SaveChip({ state, write }: { state: SaveState; write: boolean }) {
  return (
    <span role="status" class="save-state">
      {chip(state, write)}
    </span>
  );
}

function chip(state: SaveState, write: boolean) {
  if (state === "closed") return <Chip icon="lock">{t("Not for you any more")}</Chip>;
  if (state === "opening") return <Chip icon="clock">{t("Opening …")}</Chip>;
  if (state === "unsaved")
    return (
      <Chip tone="light" icon="unplugged">
        {t("Not saved yet: the line is cut")}
      </Chip>
    );
  if (!write) return <Chip icon="lock">{t("Read only")}</Chip>;
  if (state === "saving") return <Chip icon="clock">{t("Saving …")}</Chip>;
  return (
    <Chip tone="accent" icon="check">
      {t("Saved")}
    </Chip>
  );
}

/** Why the last change was not taken. */
export const whyRefused = (code: string): string =>
  ({
    "board.outside": t("It was finished meanwhile: your last lines came too late."),
    "board.frozen": t("It was finished meanwhile: your last lines came too late."),
    "minors.link": t("No links here: your last lines were not taken."),
    "doc.full": t("The document is full. Delete something first."),
    "doc.update_too_large": t("That was too much at once."),
  })[code] ?? t("Your last change could not be saved.");

export function RefusedNote({ code, text, onAgain }: { code: string; text: string; onAgain(): void }) {
  return (
    <div class="notes-refused" role="alert">
      <p>{whyRefused(code)}</p>
      <div class="row wrap">
        {text !== "" && (
          <Button size="s" icon="copy" onClick={() => void navigator.clipboard.writeText(text)}>
            {t("Copy my version")}
          </Button>
        )}
        <Button size="s" kind="soft" onClick={onAgain}>
          {t("Show what is saved")}
        </Button>
      </div>
    </div>
  );
}
