/** Inside a workshop with minors: what holds, who waits, who is alone with whom, and the way to tell the leads. */
import { useState } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { company, soundRoom } from "../hub/company";
import { ReportDialog } from "../hub/ReportDialog";
import { t, tn } from "../i18n/i18n";
import type { MinorAlone, WorkshopInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { RuleList } from "./RuleList";
import { minorsHere, momentWords, rulesInside } from "./words";

export function MinorsBanner() {
  const app = useApp();
  const here = minorsHere(app);
  const [led] = app.hub.minors.led.value;
  const info = here ?? led;
  return (
    <>
      <MinorsAlarms />
      {info && <Card info={info} />}
    </>
  );
}

function Card({ info }: { info: WorkshopInfo }) {
  const isChild = info.mine !== "adult";
  return (
    <section class="minors-banner card" aria-label={t("Workshop with minors")}>
      <div class="row">
        <Icon name="moderator" />
        <div class="grow">
          <h2 class="group-name">{t("Workshop with minors: {title}", { title: info.title })}</h2>
          <p class="mut t12">{t("until {when}", { when: momentWords(info.ends_at) })}</p>
        </div>
      </div>
      {isChild && <Alone />}
      <details class="parts">
        <summary>
          <Icon name="down" size="s" />
          {t("What holds here")}
        </summary>
        <RuleList rules={rulesInside(isChild)} label={t("What holds here")} />
      </details>
      <div class="row wrap minors-foot">
        {!isChild && <WaitingButton />}
        <TellButton info={info} />
      </div>
    </section>
  );
}

/** The way to the waiting room, with how many wait. */
function WaitingButton() {
  const app = useApp();
  const count = app.hub.minors.waiting.value.length;
  return (
    <Button
      size="s"
      kind={count > 0 ? "primary" : "outline"}
      icon="door"
      onClick={() => {
        app.layout.dialog.value = "minors";
      }}
    >
      {count > 0 ? tn("{n} waits", "{n} wait", count) : t("Waiting room")}
    </Button>
  );
}

/** Whom one can tell about: everybody of the workshop but oneself. */
function others(app: App, { adults, workshop }: WorkshopInfo) {
  const { hub } = app;
  const isOf = (id: string) => adults.includes(id) || hub.minors.isMinor(id);
  return hub.minors.all.value.has(workshop)
    ? hub.people.value.filter(({ id }) => id !== hub.self.value && isOf(id))
    : [];
}

function TellButton({ info }: { info: WorkshopInfo }) {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const people = others(app, info);
  return (
    <>
      <Button
        size="s"
        icon="warning"
        disabled={people.length === 0 && t("Nobody else is here.")}
        onClick={() => setOpen(true)}
      >
        {t("Something is wrong …")}
      </Button>
      {open && <ReportDialog people={people} leads={info.mine !== "adult"} onClose={() => setOpen(false)} />}
    </>
  );
}

/** A child who is with one adult only: neither hears the other. */
function isAlone(app: App): boolean {
  const [only, ...more] = company(app);
  const isTogether = soundRoom(app) !== null || app.hub.breakouts.table.value !== null;
  return isTogether && only !== undefined && more.length === 0 && !app.hub.minors.isMinor(only.id);
}

function Alone() {
  const app = useApp();
  return (
    <div role="status">
      {isAlone(app) && (
        <p class="note light t13">
          <Icon name="speaker-off" size="s" />
          {t("Nobody can hear you until a second person is here.")}
        </p>
      )}
    </div>
  );
}

/** The alarm of the two adults' rule, for all named adults: said at once, shown until it is over. */
export function MinorsAlarms() {
  const { minors } = useApp().hub;
  return (
    <div role="alert" class="minors-alarms">
      {minors.alone.value.map((each) => (
        <Alarm key={`${each.adult} ${each.child}`} alone={each} />
      ))}
    </div>
  );
}

function Alarm({ alone: { adult, child, room, group } }: { alone: MinorAlone }) {
  const app = useApp();
  const isMe = adult === app.hub.self.value;
  const names = { adult: app.hub.nameOf(adult), child: app.hub.nameOf(child) };
  const place = group === null ? app.places.title(room) : app.hub.breakouts.titleOf(group);
  return (
    <div class="note danger">
      <Icon name="warning" />
      <div class="grow">
        <h3>
          {isMe
            ? t("You are alone with {child}", names)
            : t("{adult} is alone with {child} in {place}", { ...names, place })}
        </h3>
        <p>
          {isMe
            ? t("Nobody can hear you until a second person is here.")
            : t("They cannot hear each other until a second person is there.")}
        </p>
      </div>
      {!isMe && (
        <Button size="s" kind="primary" onClick={() => app.goToPerson(adult)}>
          {t("Go there")}
        </Button>
      )}
    </div>
  );
}
