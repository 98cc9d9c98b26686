/** Workshops with minors at the hosts' desk: the one switch, who waits, who is inside, and the end. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { Reports } from "../hub/desk/Reports";
import { nameRow } from "../hub/words";
import { t } from "../i18n/i18n";
import type { WorkshopInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { OpenForm } from "./OpenForm";
import { Verbs } from "./Verbs";
import { Inside, WaitingList } from "./WaitingList";
import { momentWords, readsReports, roomNames } from "./words";

export function MinorsPart() {
  const app = useApp();
  const [opening, setOpening] = useState(false);
  const { listed } = app.hub.minors;
  const known = listed.value.filter(({ mine }) => mine === "adult" || app.hub.may("minors.guard"));
  if (opening) return <OpenForm onDone={() => setOpening(false)} onCancel={() => setOpening(false)} />;
  return (
    <div class="col gap-4 minors">
      {app.hub.may("minors.guard") && (
        <div class="row wrap">
          <p class="grow mut">{t("One switch: a waiting room, named adults, and no way around it.")}</p>
          <Button kind="primary" icon="moderator" onClick={() => setOpening(true)}>
            {t("Begin a workshop with minors …")}
          </Button>
        </div>
      )}
      {known.length === 0 && <Empty icon="moderator" words={t("There is no workshop with minors now.")} />}
      {known.map((each) => (
        <Workshop key={each.workshop} info={each} />
      ))}
      {readsReports(app) && !app.hub.may("report.read") && (
        <section class="col gap-3" aria-label={t("Reports")}>
          <h3>{t("Reports")}</h3>
          <Reports />
        </section>
      )}
    </div>
  );
}

/** How a workshop stands: it runs, or it is over and waits for being erased. */
function StateChip({ info: { ended_at } }: { info: WorkshopInfo }) {
  return ended_at === null ? (
    <Chip tone="accent" icon="moderator">
      {t("running")}
    </Chip>
  ) : (
    <Chip>{t("over")}</Chip>
  );
}

function Workshop({ info }: { info: WorkshopInfo }) {
  const app = useApp();
  const { ended_at, gone_at, ends_at, mine, adults } = info;
  const names = adults.map((id) => app.hub.nameOf(id)).filter(Boolean);
  return (
    <section class="flat col gap-3 minors-card" aria-label={info.title}>
      <div class="row wrap">
        <h3 class="grow">{info.title}</h3>
        <StateChip info={info} />
      </div>
      <dl class="facts">
        <dt>{t("Rooms")}</dt>
        <dd>{roomNames(app, info)}</dd>
        <dt>{ended_at === null ? t("Ends at") : t("Erased at")}</dt>
        <dd>{momentWords(ended_at === null ? ends_at : (gone_at ?? ends_at))}</dd>
        <dt>{t("Named adults")}</dt>
        <dd>{nameRow(names)}</dd>
      </dl>
      {mine === "adult" && ended_at === null && (
        <>
          <WaitingList workshop={info.workshop} />
          <Inside info={info} />
        </>
      )}
      {mine !== "adult" && <p class="hint">{t("Who is inside is known to the named adults only.")}</p>}
      <Verbs info={info} />
    </section>
  );
}
