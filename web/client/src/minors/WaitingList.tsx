/** Who waits at a workshop with minors, and who is inside; the named adults let in and send out. */
import { useApp } from "../hub/app";
import { formatTime, t, tn } from "../i18n/i18n";
import type { WorkshopInfo } from "../protocol.gen";
import { announce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { Face } from "../ui/Face";

interface Child {
  visitor: string;
}

/** A nick name with its figure, as the hub knows it. */
function Who({ visitor }: Child) {
  const app = useApp();
  const known = app.hub.visitors.value.get(visitor);
  return (
    <>
      {known ? <Face look={known.look} size={32} /> : <span class="face gone" />}
      <b class="name grow">{known?.name}</b>
    </>
  );
}

export function WaitingList({ workshop }: { workshop: string }) {
  const app = useApp();
  const waiting = app.hub.minors.waiting.value.filter((each) => each.workshop === workshop);
  const admit = async (visitor: string) => {
    const name = app.hub.nameOf(visitor);
    if (await app.do("minors.admit", { workshop, visitor })) announce(t("{name} is let in.", { name }));
  };
  const admitAll = async () => {
    for (const { visitor } of waiting) await admit(visitor);
  };
  return (
    <section class="col gap-3" aria-labelledby={`waiting-${workshop}`}>
      <div class="row wrap">
        <h4 id={`waiting-${workshop}`} class="grow">
          {t("Waiting room")} {waiting.length > 0 && <span class="badge">{waiting.length}</span>}
        </h4>
        {waiting.length > 1 && (
          <Button size="s" kind="soft" icon="door" onClick={() => void admitAll()}>
            {t("Let everybody in")}
          </Button>
        )}
      </div>
      {waiting.length === 0 && <p class="mut">{t("Nobody waits at the moment.")}</p>}
      <ul class={waiting.length > 0 ? "rows flat narrow" : ""} aria-label={t("Waiting room")}>
        {waiting.map(({ visitor, asked_at }) => (
          <li key={visitor}>
            <Who visitor={visitor} />
            <span class="mut t12 num">{t("since {time}", { time: formatTime(asked_at) })}</span>
            <SendOut workshop={workshop} visitor={visitor} isWaiting />
            <Button
              size="s"
              kind="primary"
              aria-label={t("Let in: {name}", { name: app.hub.nameOf(visitor) })}
              onClick={() => void admit(visitor)}
            >
              {t("Let in")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Refuses somebody who waits, or sends somebody out: either way that visit is gone for good. */
function SendOut({
  workshop,
  visitor,
  isWaiting,
}: {
  workshop: string;
  visitor: string;
  isWaiting?: boolean;
}) {
  const app = useApp();
  const name = app.hub.nameOf(visitor);
  return (
    <Button
      size="s"
      kind={isWaiting ? "outline" : "quiet"}
      aria-label={isWaiting ? t("Refuse: {name}", { name }) : t("Send out: {name}", { name })}
      onClick={() => void app.do("minors.refuse", { workshop, visitor })}
    >
      {isWaiting ? t("Refuse") : t("Send out")}
    </Button>
  );
}

export function Inside({ info: { workshop, people } }: { info: WorkshopInfo }) {
  const inside = people.filter(({ state }) => state === "admitted");
  return (
    <section class="col gap-3" aria-labelledby={`inside-${workshop}`}>
      <h4 id={`inside-${workshop}`}>{tn("{n} minor inside", "{n} minors inside", inside.length)}</h4>
      <ul class={inside.length > 0 ? "rows flat narrow" : ""} aria-label={t("Minors inside")}>
        {inside.map(({ visitor }) => (
          <li key={visitor}>
            <Who visitor={visitor} />
            <SendOut workshop={workshop} visitor={visitor} />
          </li>
        ))}
      </ul>
    </section>
  );
}
