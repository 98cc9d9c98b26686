/** People: who they are, what they do, and what one may do about it. */
import { useComputed, useSignal } from "@preact/signals";
import { t } from "../i18n/i18n";
import { noDirectWords } from "../minors/words";
import type { Person } from "../state/hub";
import { Button, IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { FaceWithDot } from "../ui/Face";
import { Icon } from "../ui/icons";
import { type App, useApp } from "./app";
import { PersonMenu } from "./PersonMenu";
import { doing, standing, talks } from "./words";

interface ListProps {
  people: readonly Person[];
  label: string;
  /** In the panel there is room for one small button only. */
  narrow?: boolean;
}

export function PersonList({ people, label, narrow }: ListProps) {
  if (people.length === 0) return <Empty icon="people" words={t("Nobody is here at the moment.")} />;
  return (
    <ul class={`rows people ${narrow ? "narrow" : "flat"}`} aria-label={label}>
      {people.map((person) => (
        <PersonRow key={person.id} person={person} narrow={narrow} />
      ))}
    </ul>
  );
}

function PersonRow({ person, narrow }: { person: Person; narrow?: boolean }) {
  const app = useApp();
  const isSelf = person.id === app.hub.self.value;
  // Of many rows only those are drawn again whose own words change.
  const speaks = useComputed(() => app.hub.speaking.value.has(person.id)).value;
  const shares = useComputed(() => (app.hub.media.value.get(person.id)?.screen ?? null) !== null).value;
  const { does, isTalking } = useDoing(app, person);
  return (
    <li class={isSelf ? "here" : ""}>
      <FaceWithDot look={person.look} presence={person.presence} talks={isTalking} />
      <div class="grow">
        <div class="row wrap">
          <b class="name">{person.name}</b>
          {isSelf && <Chip tone="accent">{t("You")}</Chip>}
          {person.site !== null && <OnSite />}
          {speaks && (
            <Chip tone="speak" icon="bars">
              {t("speaks")}
            </Chip>
          )}
          {shares && (
            <Chip tone="accent" icon="screen">
              {t("shares the screen")}
            </Chip>
          )}
          {person.muted && (
            <Chip tone="danger" icon="mic-off">
              {t("muted")}
            </Chip>
          )}
          {(person.role === "moderator" || person.role === "administrator" || person.role === "speaker") &&
            !narrow && (
              <Chip icon={person.role === "speaker" ? "stage" : "moderator"}>{standing(person.role)}</Chip>
            )}
        </div>
        <p class="mut t12 one-line" title={does}>
          {does}
        </p>
      </div>
      {!isSelf &&
        (person.presence === "hall" ? (
          <PersonMenu person={person} />
        ) : (
          <PersonVerbs person={person} narrow={narrow} />
        ))}
    </li>
  );
}

/** Worn by whoever sits in a real hall, with or without an avatar. */
export function OnSite() {
  return (
    <Chip tone="light" icon="pin">
      {t("in the hall")}
    </Chip>
  );
}

/** What a person does, in words that follow who talks with whom, and whether it is talking. */
function useDoing(app: App, person: Person): { does: string; isTalking: boolean } {
  const now = useSignal(person);
  now.value = person;
  const does = useComputed(() => doing(app, now.value)).value;
  return { does, isTalking: useComputed(() => talks(app, now.value)).value };
}

function PersonVerbs({ person, narrow }: { person: Person; narrow?: boolean }) {
  const app = useApp();
  const { name } = person;
  return (
    <>
      {app.hub.may("chat.direct") && noDirectWords(app, person) === null && (
        <IconButton
          size="s"
          icon="chat"
          label={t("Write to {name}", { name })}
          onClick={() => app.write(person.id)}
        />
      )}
      {narrow ? (
        <IconButton
          size="s"
          icon="walk"
          label={t("Go there: {name}", { name })}
          onClick={() => app.goToPerson(person.id)}
        />
      ) : (
        <Button
          size="s"
          class="verb go"
          aria-label={t("Go there: {name}", { name })}
          onClick={() => app.goToPerson(person.id)}
        >
          <Icon name="walk" size="s" />
          <span class="verb-word">{t("Go there")}</span>
        </Button>
      )}
      <PersonMenu person={person} />
    </>
  );
}
