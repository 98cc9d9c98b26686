/** What is on at the stage and what comes next: by the programme, else the stage by its name. */
import { type Boot, hubName } from "../../boot";
import { formatList, formatTime, t } from "../../i18n/i18n";
import type { Session } from "../../protocol.gen";
import { nowAndNext, SOON_MS } from "../../state/programme";
import { words } from "../../state/words";
import type { Show } from "./show";

/** Characters up to which a title is written in that size. */
const SIZES = [
  { most: 36, name: "xl" },
  { most: 80, name: "l" },
] as const;

interface NowProps {
  boot: Boot;
  show: Show;
}

function useNow({ boot, show }: NowProps) {
  const { hub, stage } = show;
  const at = show.now.value;
  const [now, next] = nowAndNext(
    hub.programme.plan.value.filter((each) => each.room === stage),
    at,
  );
  const soon = next !== null && next.starts_at - at < SOON_MS ? next : null;
  return { hub, stage, at, now, next: soon, title: words(boot.stage?.titles ?? {}) };
}

export function Now(props: NowProps) {
  const { hub, stage, at, now, next, title } = useNow(props);
  return (
    <section class="venue-now">
      {now ? (
        <Running session={now} stage={title} at={at} />
      ) : (
        <>
          {hub.stages.value.get(stage)?.status === "on" && (
            <Label words={t("The hall is seen and heard online")} />
          )}
          <h1>{title}</h1>
          <p class="venue-sub">{words(props.boot.hub.subtitles) || hubName(props.boot)}</p>
        </>
      )}
      {next && <Next session={next} />}
    </section>
  );
}

/** The same in few words, beside a scene that has the large place. */
export function NowCard(props: NowProps) {
  const { now, next, title } = useNow(props);
  return (
    <section class="venue-queue venue-brief">
      <h2>{t("Now: {place}", { place: title })}</h2>
      {now ? (
        <>
          <h3 dir="auto">{now.title}</h3>
          <p dir="auto">{formatList(now.speakers)}</p>
        </>
      ) : (
        <p class="venue-none">{t("Nothing in the programme at the moment.")}</p>
      )}
      {next && (
        <p class="venue-then">
          <b class="num">{formatTime(next.starts_at)}</b> <span dir="auto">{next.title}</span>
        </p>
      )}
    </section>
  );
}

function Label({ words: text }: { words: string }) {
  return (
    <p class="venue-label">
      <i aria-hidden="true" />
      {text}
    </p>
  );
}

function Running({ session, stage, at }: { session: Session; stage: string; at: number }) {
  const { title, speakers, starts_at: from, ends_at: end } = session;
  const size = SIZES.find(({ most }) => title.length <= most)?.name ?? "m";
  return (
    <>
      <Label words={t("Now: {place}", { place: stage })} />
      <h1 class={size} dir="auto">
        {title}
      </h1>
      {speakers.length > 0 && <p class="venue-sub">{formatList(speakers)}</p>}
      <div class="venue-progress" aria-hidden="true">
        <i style={{ width: `${((at - from) / (end - from)) * 100}%` }} />
      </div>
    </>
  );
}

function Next({ session }: { session: Session }) {
  return (
    <p class="venue-next">
      <span>{t("Next")}</span>
      <b class="num">{formatTime(session.starts_at)}</b>
      <span class="venue-title" dir="auto">
        {session.title}
      </span>
    </p>
  );
}
