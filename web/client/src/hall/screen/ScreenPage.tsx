/** The venue screen: for a projector, read from 15 metres, with nothing to press. */
import { Fragment } from "preact";
import { type Boot, hubName } from "../../boot";
import { formatTime, t } from "../../i18n/i18n";
import { Icon, Logo } from "../../ui/icons";
import { QrImage } from "../../ui/QrImage";
import { CaptionLine } from "../captions/Captions";
import { type Stand, StandProvider } from "../queue/stand";
import { RecordingSign } from "../recording/Sign";
import { SlideView } from "../slides/SlideView";
import { FacesRow } from "./FacesRow";
import { FacesScene } from "./FacesScene";
import { LineCard } from "./LineCard";
import { MapScene } from "./MapScene";
import { Now, NowCard } from "./Now";
import { PollScene } from "./PollScene";
import { QueueScene } from "./QueueScene";
import type { Show } from "./show";

export function ScreenPage({ boot, show }: { boot: Boot; show: Show }) {
  return (
    <main class="venue">
      <header class="venue-head">
        <Logo />
        <span class="venue-hub">{hubName(boot)}</span>
        <Line show={show} />
        <RecordingSign hub={show.hub} stage={show.stage} />
        <time class="venue-clock num">{formatTime(show.now.value)}</time>
      </header>
      <Scene boot={boot} show={show} />
      <Phones show={show} />
      <Captions show={show} />
    </main>
  );
}

function Captions({ show: { stage, hub, captions } }: { show: Show }) {
  const stand: Stand = { stage, hub, do: async () => false, isInside: false };
  return (
    <StandProvider value={stand}>
      <CaptionLine language={captions.value} />
    </StandProvider>
  );
}

/** What takes the large place, and what stands beside it. */
function Scene({ boot, show }: { boot: Boot; show: Show }) {
  const scene = show.scene.value;
  if (show.slides.value)
    return (
      <div class="venue-slides">
        <SlideView hub={show.hub} stage={show.stage} />
      </div>
    );
  const large = {
    now: () => <Now boot={boot} show={show} />,
    queue: () => <QueueScene show={show} />,
    poll: () => <PollScene poll={show.poll.value} />,
    faces: () => <FacesScene show={show} />,
    map: () => <MapScene show={show} />,
  }[scene];
  const isListed = scene === "queue" && show.pinned.value === null;
  return (
    <>
      {large()}
      {scene === "now" && <FacesRow show={show} />}
      {isListed ? <NowCard boot={boot} show={show} /> : <LineCard show={show} />}
    </>
  );
}

/** Says when what stands there may be out of date. */
function Line({ show }: { show: Show }) {
  const link = show.link.value;
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
