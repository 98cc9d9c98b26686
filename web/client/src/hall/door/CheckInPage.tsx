/** What a code opens: for hosts the answer, for all others their own code. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Boot } from "../../boot";
import { t } from "../../i18n/i18n";
import { NameField } from "../../join/NameField";
import * as session from "../../net/session";
import { recall, remember } from "../../state/memory";
import { words } from "../../state/words";
import { Button } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { FieldError } from "../../ui/Field";
import { useAttempt } from "../../ui/useAttempt";
import { comeIn } from "../follower";
import { AnswerCard } from "./AnswerCard";
import { DoorFrame, HostsOnly } from "./DoorFrame";
import { CutLine } from "./DoorPage";
import { MyCode } from "./MyCode";
import { DOOR, DoorVisit } from "./visit";

/** The limit of a name where the hub does not tell its own. */
const NAME_LENGTH = 60;

/** A scanned code: a host lets its owner in at the door where this device stands. */
export function ScannedPage({ boot, code }: { boot: Boot; code: string }) {
  const stages = Object.keys(boot.stages ?? {});
  const [visit, setVisit] = useState(() => {
    const [only, more] = stages;
    const known = recall(DOOR, "");
    const stage = more === undefined ? only : stages.find((each) => each === known);
    return stage === undefined ? null : opened(stage, code);
  });
  return (
    <DoorFrame boot={boot} title={t("Check-in")}>
      {visit ? (
        <Scanned visit={visit} title={words(boot.stages?.[visit.desk.stage] ?? {})} />
      ) : (
        <section class="col gap-3">
          <h2>{t("At which door are you?")}</h2>
          {stages.map((stage) => (
            <Button key={stage} size="l" wide onClick={() => setVisit(opened(stage, code))}>
              {words(boot.stages?.[stage] ?? {})}
            </Button>
          ))}
        </section>
      )}
    </DoorFrame>
  );
}

function opened(stage: string, code: string): DoorVisit {
  const visit = new DoorVisit(stage);
  void visit.begin();
  void visit.desk.scan(code);
  return visit;
}

/** Codes of the hub's answers to those who may let nobody in. */
const NO_HOST = new Set(["right.missing", "session.missing"]);

function Scanned({ visit, title }: { visit: DoorVisit; title: string }) {
  const answer = visit.desk.answer.value;
  if (answer === null) return <Bones lines={4} label={t("One moment …")} />;
  if (answer.kind === "refused" && NO_HOST.has(answer.code)) return <HostsOnly />;
  return (
    <>
      <CutLine visit={visit} />
      <AnswerCard answer={answer} onUndo={visit.undo} />
      <p>{t("Point the camera at the next code.")}</p>
      <p>
        <a href={`/door/${encodeURIComponent(visit.desk.stage)}`}>{t("Door: {place}", { place: title })}</a>
      </p>
    </>
  );
}

const me = signal<session.Me | null | undefined>(undefined);

/** One's own code, for which nobody needs an account. */
export function OwnCodePage({ boot }: { boot: Boot }) {
  if (me.value === undefined) {
    me.value = null;
    session.me().then(
      (known) => {
        me.value = known;
      },
      () => undefined,
    );
  }
  return (
    <DoorFrame boot={boot} title={t("My code for the door")}>
      {me.value ? (
        <>
          <MyCode name={me.value.name} />
          <p>
            <a href="/">{t("To the hub")}</a>
          </p>
        </>
      ) : (
        <Newcomer most={boot.name_length ?? NAME_LENGTH} />
      )}
    </DoorFrame>
  );
}

function Newcomer({ most }: { most: number }) {
  const [name, setName] = useState(recall("name", ""));
  const { busy, failed, run } = useAttempt();
  const enter = async () => {
    remember("name", name.trim());
    me.value = await comeIn(name.trim());
  };
  return (
    <form
      class="col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run(enter, t("The hub cannot be reached. Check your network and try again."));
      }}
    >
      <p>{t("With your own code you are checked in at the door of the hall in a second.")}</p>
      <NameField name={name} most={most} large onName={setName} />
      {failed && <FieldError text={failed} />}
      <Button
        type="submit"
        kind="primary"
        size="l"
        wide
        busy={busy && t("One moment …")}
        disabled={name.trim() === "" && t("Please enter a name.")}
      >
        {t("Get my code")}
      </Button>
    </form>
  );
}
