/** The programme in the hub: now and next, days, one's own agenda, calendars, and the hosts' import. */
import { useState } from "preact/hooks";
import { useApp } from "../../hub/app";
import { formatDay, t } from "../../i18n/i18n";
import type { Session } from "../../protocol.gen";
import { byDay, byTime, nowAndNext, SOON_MS } from "../../state/programme";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Segments } from "../../ui/Field";
import { Calendars } from "./Calendars";
import { ImportDialog } from "./ImportDialog";
import { SessionDialog } from "./SessionDialog";
import { SessionRow } from "./SessionRow";
import { placeOf, zoneWords } from "./words";

type Which = "all" | "mine";

export function ProgrammeView() {
  const app = useApp();
  const { programme } = app.hub;
  const [which, setWhich] = useState<Which>("all");
  const shown = which === "all" ? programme.plan.value : programme.mine.value;
  const isEmpty = programme.plan.value.length === 0;
  return (
    <div class="programme col gap-4">
      <ProgrammeHead />
      {!isEmpty && (
        <Segments
          label={t("What is shown")}
          value={which}
          onPick={(value) => setWhich(value as Which)}
          options={[
            { value: "all", label: t("All") },
            { value: "mine", label: t("My agenda") },
          ]}
        />
      )}
      {isEmpty && (
        <Empty
          icon="calendar"
          words={t("There is no programme yet. Come in and look around: somebody is often there.")}
        />
      )}
      {!isEmpty && shown.length === 0 && (
        <Empty icon="star" words={t("Mark sessions with the star: they stand here, and you are reminded.")} />
      )}
      {which === "all" && <NowAndNext />}
      {byDay(shown).map(([day, sessions]) => (
        <Sessions key={day} title={formatDay(day)} sessions={sessions} />
      ))}
      {!isEmpty && <Calendars />}
    </div>
  );
}

function ProgrammeHead() {
  const app = useApp();
  const [shown, setShown] = useState<"import" | "add" | null>(null);
  const close = () => setShown(null);
  return (
    <div class="row wrap gap-3">
      <p class="mut t13 programme-zone">{zoneWords(app.info.zone)}</p>
      {app.hub.may("programme.edit") && (
        <>
          <Button size="s" icon="plus" onClick={() => setShown("add")}>
            {t("Add a session …")}
          </Button>
          <Button size="s" onClick={() => setShown("import")}>
            {t("Import …")}
          </Button>
        </>
      )}
      {shown === "import" && <ImportDialog onClose={close} />}
      {shown === "add" && <SessionDialog onClose={close} />}
    </div>
  );
}

/** Of each place what is on and what comes next. */
function NowAndNext() {
  const app = useApp();
  const { programme } = app.hub;
  const places = [...new Set(programme.plan.value.map((each) => placeOf(app, each)))];
  const pairs = places.map((place) =>
    nowAndNext(
      programme.plan.value.filter((each) => placeOf(app, each) === place),
      programme.now.value,
    ),
  );
  const found = pairs.flat().filter((each) => each !== null);
  const sessions = found.filter((each) => each.starts_at < programme.now.value + SOON_MS).sort(byTime);
  return sessions.length > 0 ? <Sessions title={t("Now and next")} sessions={sessions} /> : null;
}

function Sessions({ title, sessions }: { title: string; sessions: readonly Session[] }) {
  return (
    <section class="col gap-2" aria-label={title}>
      <h2 class="programme-day">{title}</h2>
      <ul class="sessions">
        {sessions.map((each) => (
          <SessionRow key={each.id} session={each} />
        ))}
      </ul>
    </section>
  );
}
