/** The speaker's view: the page that is shown, the one before and the one after, and what turns them. */
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { type Deck, fileOf } from "../../net/decks";
import { Button, IconButton } from "../../ui/Button";
import { SlidePage } from "./SlidePage";
import type { Turning } from "./turning";

interface PresenterProps {
  turning: Turning;
  /** What is shown, as far as its list has come. */
  deck: Deck | null;
}

export function Presenter({ turning, deck }: PresenterProps) {
  const { shown, page } = turning;
  if (!shown) return null;
  const { pages, title } = shown.slide;
  const press = (event: KeyboardEvent) => {
    const isField = (event.target as HTMLElement).tagName === "INPUT";
    if (!isField && turning.press(event.key)) event.preventDefault();
  };
  return (
    <section class="presenter" aria-label={t("Slides being shown: {title}", { title })} onKeyDown={press}>
      <div class="presenter-pages">
        <Preview deck={deck} page={page - 1} word={t("Before")} />
        <Preview deck={deck} page={page} word={t("Now")} large />
        <Preview deck={deck} page={page + 1} word={t("Next")} />
      </div>
      <div class="row presenter-verbs">
        <IconButton
          icon="before"
          label={t("Page before")}
          disabled={page <= 1 && t("This is the first page.")}
          onClick={() => turning.step(-1)}
        />
        <PageField turning={turning} page={page} pages={pages} />
        <IconButton
          kind="primary"
          icon="next"
          label={t("Next page")}
          disabled={page >= pages && t("This is the last page.")}
          onClick={() => turning.step(1)}
        />
      </div>
      <Button icon="close" wide onClick={() => void turning.end()}>
        {t("Stop showing")}
      </Button>
      <p class="hint">{t("Arrow keys turn too, and the keys of a presenter's remote.")}</p>
    </section>
  );
}

interface PreviewProps {
  deck: Deck | null;
  page: number;
  word: string;
  large?: boolean;
}

function Preview({ deck, page, word, large }: PreviewProps) {
  const isThere = deck !== null && page >= 1 && page <= deck.pages;
  return (
    <figure class={`preview ${large ? "large" : ""}`}>
      {isThere ? (
        <SlidePage
          file={fileOf(deck, page)}
          form={deck.form}
          page={page}
          label={t("{word}: page {page}", { word, page })}
          small
        />
      ) : (
        <div class="slide-page none" />
      )}
      <figcaption class="mut t12">{isThere ? `${word} · ${page}` : word}</figcaption>
    </figure>
  );
}

/** The number of the page, to be typed over. */
function PageField({ turning, page, pages }: { turning: Turning; page: number; pages: number }) {
  const id = useId();
  const [typed, setTyped] = useState(String(page));
  useEffect(() => setTyped(String(page)), [page]);
  const go = () => {
    const wanted = Number.parseInt(typed, 10);
    if (turning.shown && wanted >= 1) void turning.go(turning.shown.deck, wanted, pages);
    else setTyped(String(page));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") go();
  };
  return (
    <span class="row page-field">
      <label class="unseen" for={id}>
        {t("Page")}
      </label>
      <input
        id={id}
        class="input num"
        inputMode="numeric"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={go}
      />
      <span class="num mut">{t("of {pages}", { pages })}</span>
    </span>
  );
}
