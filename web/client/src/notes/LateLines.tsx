/** One's own words that were not saved in time, over map and list until one has them: the panel that held them is gone. */
import { useSignal } from "@preact/signals";
import { useApp } from "../hub/app";
import { ownBoard } from "../hub/company";
import { t } from "../i18n/i18n";
import { save, svgFile } from "../sketch/exports";
import type { Draft, LateText } from "../state/late";
import { Button } from "../ui/Button";
import { copyText } from "../ui/CopyField";
import { toast } from "../ui/Toast";
import { whyRefused } from "./SaveState";

export function LateLines() {
  const app = useApp();
  const here = ownBoard(app);
  // In a room one comes back to the half written card.
  const cards = app.late.drafts.value.filter(
    ({ board, text }) => board.startsWith("group:") && board !== here && text.trim() !== "",
  );
  return (
    <>
      {app.late.texts.value.map((each) => (
        <LateOne key={each.doc} {...each} />
      ))}
      {cards.map((each) => (
        <HalfCard key={`${each.board} ${each.column}`} {...each} />
      ))}
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  const copy = async () => {
    const isDone = await copyText(text);
    toast(() => (isDone ? t("Copied") : t("Please select the text and copy it yourself.")));
  };
  return (
    <Button size="s" icon="copy" onClick={() => void copy()}>
      {t("Copy my version")}
    </Button>
  );
}

const LATE = ["board.outside", "board.frozen"];

function LateOne({ doc, words, svg, code = "board.frozen" }: LateText) {
  const app = useApp();
  const [kind = "", of = ""] = doc.split(":");
  const title = kind === "group" ? app.hub.breakouts.titleOf(of) : app.places.title(of);
  return (
    <section class="group-banner card late-lines" aria-label={t("Not saved")}>
      <h2 class="group-name">{title ? t("Not saved in {place}", { place: title }) : t("Not saved")}</h2>
      <p role="alert">
        {LATE.includes(code)
          ? t("Your last lines came too late, and the others do not have them.")
          : whyRefused(code)}
      </p>
      {words !== "" && (
        <textarea class="input" readOnly rows={3} aria-label={t("My version")} value={words} />
      )}
      <p class="row wrap">
        {words !== "" && <CopyButton text={words} />}
        {svg !== "" && (
          <Button size="s" icon="download" onClick={() => save(svgFile(svg), "sketch.svg")}>
            {t("Save as SVG")}
          </Button>
        )}
        <Button size="s" kind="quiet" onClick={() => app.late.drop(doc)}>
          {t("I do not need it")}
        </Button>
      </p>
    </section>
  );
}

function HalfCard(draft: Draft) {
  const app = useApp();
  const busy = useSignal(false);
  const { board, column, text } = draft;
  const drop = () => app.late.write({ ...draft, text: "" });
  const add = async () => {
    busy.value = true;
    if (await app.do("card.add", { board, column, text })) drop();
    busy.value = false;
  };
  return (
    <section class="group-banner card late-lines" aria-label={t("A card you did not finish")}>
      <h2 class="group-name">{t("A card you did not finish")}</h2>
      <p class="clip">{text}</p>
      <p class="row wrap">
        <Button size="s" kind="primary" busy={busy.value && t("One moment …")} onClick={() => void add()}>
          {t("Add it")}
        </Button>
        <CopyButton text={text} />
        <Button size="s" kind="quiet" onClick={drop}>
          {t("I do not need it")}
        </Button>
      </p>
    </section>
  );
}
