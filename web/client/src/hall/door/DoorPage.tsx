/** The door of a hall: hosts scan or type codes here, one a second, and see who is in. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Boot } from "../../boot";
import { formatTime, t, tn } from "../../i18n/i18n";
import { matches } from "../../state/find";
import { words } from "../../state/words";
import { Button, IconButton } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { Face } from "../../ui/Face";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { AnswerCard } from "./AnswerCard";
import { DoorFrame, HostsOnly } from "./DoorFrame";
import type { DoorVisit } from "./visit";

/** So many of those who came last are shown. */
const LAST = 8;
/** Letters from which a name is looked for, and so many are found. */
const LEAST = 2;
const FOUND = 6;

export function DoorPage({ boot, visit }: { boot: Boot; visit: DoorVisit }) {
  return (
    <DoorFrame boot={boot} title={t("Door: {place}", { place: words(boot.stage?.titles ?? {}) })}>
      {visit.step.value === "looking" && <Bones lines={4} label={t("One moment …")} />}
      {visit.step.value === "stranger" && <HostsOnly />}
      {visit.step.value === "host" && <AtDoor visit={visit} />}
    </DoorFrame>
  );
}

function AtDoor({ visit }: { visit: DoorVisit }) {
  const { desk } = visit;
  return (
    <>
      <CutLine visit={visit} />
      {desk.answer.value ? (
        <AnswerCard key={desk.answer.value.scan} answer={desk.answer.value} onUndo={visit.undo} />
      ) : (
        <section class="door-answer">
          <span class="door-sign">
            <Icon name="pin" />
          </span>
          <p class="grow">
            {t("Scan a code with a scanner on this device, type it, or open it with a phone's camera.")}
          </p>
        </section>
      )}
      <CodeField visit={visit} />
      <ByName visit={visit} />
      <WhoIsIn visit={visit} />
    </>
  );
}

/** What waits for the network, and a way to try at once. */
export function CutLine({ visit: { desk } }: { visit: DoorVisit }) {
  const waiting = desk.waiting.value.length;
  return (
    <div role="status">
      {desk.isCut.value && waiting > 0 && (
        <p class="note light row wrap">
          <Icon name="unplugged" />
          <span class="grow">
            <b>{t("The hub cannot be reached at the moment.")}</b>{" "}
            {tn(
              "{n} code waits and goes out by itself.",
              "{n} codes wait and go out by themselves.",
              waiting,
            )}
          </span>
          <Button size="s" onClick={() => void desk.retry()}>
            {t("Try now")}
          </Button>
        </p>
      )}
    </div>
  );
}

const EDITABLE = "input, textarea, select, dialog";

/** Whatever a scanner types lands here, wherever the focus is; Enter, which scanners send, hands it in. */
function CodeField({ visit: { desk } }: { visit: DoorVisit }) {
  const form = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState("");
  useEffect(() => {
    const focus = () => form.current?.querySelector("input")?.focus();
    if (matchMedia("(pointer: fine)").matches) focus();
    const typed = (event: KeyboardEvent) => {
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isElsewhere = event.target instanceof Element && event.target.closest(EDITABLE) === null;
      if (isText && event.key !== " " && isElsewhere) focus();
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  }, []);
  const hand = (event: Event) => {
    event.preventDefault();
    setCode("");
    void desk.scan(form.current?.querySelector("input")?.value ?? code);
  };
  return (
    <form ref={form} class="door-code" onSubmit={hand} noValidate>
      <Field
        label={t("Code")}
        value={code}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={500}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" kind="primary" size="l" icon="enter">
        {t("Check in")}
      </Button>
    </form>
  );
}

/** Somebody without a phone at hand is found by name. */
function ByName({ visit }: { visit: DoorVisit }) {
  const [query, setQuery] = useState("");
  const { hub } = visit.follower;
  const isAsked = query.trim().length >= LEAST;
  const found = isAsked
    ? [...hub.visitors.value]
        .filter(([, { name, role }]) => role !== "venue" && matches(query.trim(), name))
        .slice(0, FOUND)
    : [];
  return (
    <section class="col gap-2">
      <Field
        label={t("Or find by name")}
        value={query}
        autoComplete="off"
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      {isAsked && found.length === 0 && <p class="hint">{t("Nobody of that name is known here.")}</p>}
      {found.length > 0 && (
        <ul class="rows flat" aria-label={t("Found")}>
          {found.map(([id, person]) => (
            <li key={id}>
              <Face look={person.look} />
              <b class="grow">{person.name}</b>
              {visit.isIn(id) ? (
                <span class="mut t13">{t("is in")}</span>
              ) : (
                <Button
                  size="s"
                  aria-label={t("Check in: {name}", { name: person.name })}
                  onClick={() => {
                    void visit.letIn(id);
                    setQuery("");
                  }}
                >
                  {t("Check in")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function WhoIsIn({ visit }: { visit: DoorVisit }) {
  const { hub, stage } = visit.follower;
  const inside = hub.attendance.letIn(stage);
  const since = (id: string) => hub.attendance.stays.value.get(id)?.since ?? 0;
  return (
    <section class="col gap-2" aria-label={t("Who is in")}>
      <h2 class="door-count">{tn("{n} person is in", "{n} people are in", inside.length)}</h2>
      {inside.length > 0 && (
        <ul class="rows flat">
          {inside.slice(0, LAST).map((id) => {
            const person = hub.visitors.value.get(id);
            return person ? (
              <li key={id}>
                <Face look={person.look} />
                <b class="grow">{person.name}</b>
                <span class="mut t13 num">{formatTime(since(id))}</span>
                <IconButton
                  size="s"
                  kind="quiet"
                  icon="return"
                  label={t("Check out: {name}", { name: person.name })}
                  onClick={() => visit.undo(id)}
                />
              </li>
            ) : null;
          })}
        </ul>
      )}
    </section>
  );
}
