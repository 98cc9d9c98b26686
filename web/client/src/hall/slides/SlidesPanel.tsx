/** Where slides are brought, chosen and turned: for speakers, hosts, and who has the floor. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { formatDay, t, tn } from "../../i18n/i18n";
import { type Deck, decksOf } from "../../net/decks";
import { Button, IconButton } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dialog } from "../../ui/Dialog";
import { Bones, Empty } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { useLoaded } from "../../ui/useLoaded";
import { isHost, useStand } from "../queue/stand";
import { Presenter } from "./Presenter";
import { Turning } from "./turning";
import { Uploader } from "./Uploader";

export function SlidesPanel() {
  const stand = useStand();
  const { hub, stage } = stand;
  const read = useCallback(() => decksOf(stage), [stage]);
  const { value: decks, failed, again } = useLoaded(read, hub.slides.changes.value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for as long as one is at this stage
  const turning = useMemo(() => new Turning(stand), [stage]);
  turning.follow(stand);
  useRemote(turning);
  const shown = hub.slides.of(stage);
  const now = decks?.decks.find(({ deck }) => deck === shown?.deck);
  return (
    <div class="slides-panel">
      {shown && <Presenter turning={turning} deck={now ?? null} />}
      {decks && <DeckList decks={decks.decks} turning={turning} />}
      {!decks && !failed && <Bones lines={3} label={t("Loading the slides")} />}
      {failed && (
        <Empty icon="unplugged" words={t("The list of slides could not be loaded.")}>
          <Button size="s" onClick={again}>
            {t("Try again")}
          </Button>
        </Empty>
      )}
      {decks && <Uploader most={decks.most} />}
    </div>
  );
}

/** The keys of a presenter's remote turn from anywhere on the page but from fields, lists that scroll, and dialogs. */
function useRemote(turning: Turning): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isRemote = event.key === "PageDown" || event.key === "PageUp";
      const isElsewhere =
        target.closest("input, textarea, select, dialog, [role=log], .slides-panel") !== null;
      if (isRemote && !isElsewhere && turning.press(event.key)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [turning]);
}

function DeckList({ decks, turning }: { decks: readonly Deck[]; turning: Turning }) {
  if (decks.length === 0)
    return (
      <Empty
        icon="stage"
        words={t("No slides yet. What you bring is seen by others only once you show it.")}
      />
    );
  return (
    <ul class="decks" aria-label={t("Slides of this stage")}>
      {decks.map((deck) => (
        <DeckLine key={deck.deck} deck={deck} turning={turning} />
      ))}
    </ul>
  );
}

function DeckLine({ deck, turning }: { deck: Deck; turning: Turning }) {
  const stand = useStand();
  const [isAsking, setAsking] = useState(false);
  const isShown = turning.shown?.deck === deck.deck;
  const isOwn = deck.visitor === stand.hub.self.value;
  const by = stand.hub.nameOf(deck.visitor);
  const facts = [
    deck.form === "pdf"
      ? tn("PDF, {n} page", "PDF, {n} pages", deck.pages)
      : tn("{n} picture", "{n} pictures", deck.pages),
    ...(isOwn || !by ? [] : [t("from {name}", { name: by })]),
    t("until {date}", { date: formatDay(deck.expires_at) }),
  ];
  return (
    <li class={`row deck ${isShown ? "shown" : ""}`}>
      <Icon name="stage" />
      <span class="grow">
        <b class="name">{deck.title}</b>
        <span class="mut t12">{facts.join(" · ")}</span>
      </span>
      {isShown ? (
        <Chip tone="speak">{t("Being shown")}</Chip>
      ) : (
        <Button
          size="s"
          kind="soft"
          aria-label={t("Show “{title}”", { title: deck.title })}
          onClick={() => void turning.go(deck.deck, 1, deck.pages)}
        >
          {t("Show")}
        </Button>
      )}
      {(isOwn || isHost(stand)) && (
        <IconButton
          kind="quiet"
          size="s"
          icon="trash"
          label={t("Remove “{title}”", { title: deck.title })}
          onClick={() => setAsking(true)}
        />
      )}
      {isAsking && <Removing deck={deck} onClose={() => setAsking(false)} />}
    </li>
  );
}

function Removing({ deck, onClose }: { deck: Deck; onClose(): void }) {
  const stand = useStand();
  const remove = () => {
    void stand.do("stage.deck_remove", { deck: deck.deck });
    onClose();
  };
  return (
    <Dialog
      title={t("Remove these slides?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Keep them")}</Button>
          <Button kind="danger" icon="trash" onClick={remove}>
            {t("Remove the slides")}
          </Button>
        </>
      }
    >
      <p>{t("“{title}” is deleted from the hub, for everybody.", { title: deck.title })}</p>
    </Dialog>
  );
}
