/** The venue screen: for a projector, read from 15 metres, with nothing to press. */
import { Fragment } from "preact";
import { type Boot, hubName } from "../../boot";
import { formatTime, t } from "../../i18n/i18n";
import { words } from "../../state/words";
import { Icon, Logo } from "../../ui/icons";
import { QrImage } from "../../ui/QrImage";
import { CaptionLine } from "../captions/Captions";
import { type Stand, StandProvider } from "../queue/stand";
import { FacesRow } from "./FacesRow";
import { LineCard } from "./LineCard";
import { Pinned } from "./Pinned";
import { PollScene } from "./PollScene";
import type { Show } from "./show";

export function ScreenPage({ boot, show }: { boot: Boot; show: Show }) {
  return (
    <main class="venue">
      <header class="venue-head">
        <Logo />
        <span class="venue-hub">{hubName(boot)}</span>
        <Line show={show} />
        <time class="venue-clock num">{formatTime(show.now.value)}</time>
      </header>
      <Scene boot={boot} show={show} />
      <LineCard show={show} />
      <Phones show={show} />
      <Captions show={show} />
    </main>
  );
}

/** In the language the address names, as in `?captions=de`, else in the one chosen in this browser. */
function Captions({ show }: { show: Show }) {
  const { follower } = show;
  const { hub, stage } = follower;
  const language = new URLSearchParams(location.search).get("captions") ?? undefined;
  const stand: Stand = {
    stage,
    hub,
    do: (name, fields) => follower.do(name, fields),
    isInside: false,
  };
  return (
    <StandProvider value={stand}>
      <CaptionLine language={language} />
    </StandProvider>
  );
}

/** What takes the large place: a pinned question before all else. */
function Scene({ boot, show }: { boot: Boot; show: Show }) {
  const pinned = show.pinned.value;
  if (pinned) return <Pinned entry={pinned} author={show.authorOf(pinned)} />;
  const poll = show.poll.value;
  if (poll) return <PollScene poll={poll} />;
  return (
    <>
      <Now boot={boot} show={show} />
      <FacesRow show={show} />
    </>
  );
}

/** Says when what stands there may be out of date. */
function Line({ show }: { show: Show }) {
  const link = show.follower.link.value;
  return (
    <span class="venue-line" role="status">
      {link !== null && link !== "open" && link !== "connecting" && (
        <>
          <Icon name="unplugged" />
          {t("Connection lost. We are reconnecting.")}
        </>
      )}
    </span>
  );
}

function Now({ boot, show }: { boot: Boot; show: Show }) {
  const { hub, stage } = show.follower;
  const isLive = hub.stages.value.get(stage)?.status === "on";
  return (
    <section class="venue-now">
      {isLive && (
        <p class="venue-label">
          <i aria-hidden="true" />
          {t("The hall is seen and heard online")}
        </p>
      )}
      <h1>{words(boot.stage?.titles ?? {})}</h1>
      <p class="venue-sub">{words(boot.hub.subtitles)}</p>
    </section>
  );
}

/** The address without its scheme, where it may be broken: host, then path. */
function parts(link: string): string[] {
  const { host, pathname } = new URL(link);
  return [host, pathname];
}

function Phones({ show }: { show: Show }) {
  const phones = show.phones.value;
  if (!phones) return <section class="venue-phones" />;
  return (
    <section class="venue-phones">
      <QrImage svg={phones.qr} label={t("QR code of the page for phones in the hall")} />
      <div>
        <h2>{t("Take part")}</h2>
        <p>{t("Scan, ask, vote. Without an account.")}</p>
        <b>
          {parts(phones.link).map((part) => (
            <Fragment key={part}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </b>
      </div>
    </section>
  );
}
