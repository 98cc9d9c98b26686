/** The way into a workshop with minors: a nick name, a figure, and the door. */
import { useState } from "preact/hooks";
import type { Look } from "../art/look";
import { type Boot, hubName } from "../boot";
import { t } from "../i18n/i18n";
import type { Devices } from "../media/devices";
import { ApiError } from "../net/http";
import { type MinorsDoor, type MinorsWay, minorsDoor } from "../net/minors";
import type { HubInfo, Me } from "../net/session";
import { AppearanceButton } from "../ui/Appearance";
import { Button } from "../ui/Button";
import { Bones } from "../ui/Empty";
import { Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";
import { useLoaded } from "../ui/useLoaded";
import { NickForm } from "./NickForm";

/** What one came in as: a nick name, or as who one was here before. */
export interface NickEntry {
  way: MinorsWay;
  /** Null for who comes back. */
  nick: string | null;
  look: Look;
  /** Ends and erases the earlier visit of this browser. */
  fresh: boolean;
  view: "map" | "list";
}

export interface NickProps {
  boot: Boot;
  way: MinorsWay;
  info: HubInfo | null;
  me: Me | null;
  devices: Devices;
  onEnter(entry: NickEntry): Promise<void>;
}

export function NickPage(props: NickProps) {
  const { boot, way } = props;
  const [read] = useState(() => () => doorOf(way));
  const door = useLoaded(read);
  return (
    <div class="join-page">
      <header class="join-top">
        <Logo />
        <b class="grow">{hubName(boot)}</b>
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <main class="nick" id="content" tabIndex={-1}>
        {door.failed ? (
          <Shut title={t("The hub cannot be reached.")} text={t("Check your network and try again.")}>
            <Button onClick={door.again}>{t("Try again")}</Button>
          </Shut>
        ) : door.value === null ? (
          <Bones lines={5} label={t("The hub is loading")} />
        ) : door.value === "unknown" ? (
          <Nowhere cameBefore={way.secret === null} />
        ) : door.value.open ? (
          <Way {...props} door={door.value} />
        ) : (
          <Shut
            title={t("The workshop is over")}
            text={t("“{title}” has ended. Thank you for coming.", { title: door.value.title })}
          />
        )}
      </main>
      <footer class="join-foot">
        <LegalLinks />
      </footer>
    </div>
  );
}

/** What the link leads to; "unknown" where that is nothing. */
const doorOf = (way: MinorsWay): Promise<MinorsDoor | "unknown"> =>
  minorsDoor(way).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return "unknown";
    throw error;
  });

function Shut({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: preact.ComponentChildren;
}) {
  return (
    <section class="shut">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {children}
    </section>
  );
}

/** Of a visit that was erased nobody knows why: whether it was sent out, or the workshop is gone. */
function Nowhere({ cameBefore }: { cameBefore: boolean }) {
  return cameBefore ? (
    <Shut title={t("Your visit has ended")} text={t("Please turn to the people who lead the workshop.")} />
  ) : (
    <Shut title={t("This link leads nowhere any more")} text={t("Please ask whoever gave it to you.")} />
  );
}

function Way(props: NickProps & { door: MinorsDoor }) {
  const { me, way } = props;
  const [fresh, setFresh] = useState(false);
  if (me !== null && me.workshop === way.workshop) return <Back {...props} me={me} />;
  if (me !== null && !fresh) return <Known name={me.name} onFresh={() => setFresh(true)} />;
  return <NickForm {...props} fresh={fresh} />;
}

/** This browser is somebody already: a child comes as nobody who is known. */
function Known({ name, onFresh }: { name: string; onFresh(): void }) {
  return (
    <section class="shut">
      <h1>{t("This browser is here as {name}", { name })}</h1>
      <p class="lead">
        {t(
          "Whoever takes part in the workshop comes with a nick name. The visit of {name} would be ended and erased.",
          {
            name,
          },
        )}
      </p>
      <p>{t("Do you lead the workshop? Go back to the hub: you come in from there.")}</p>
      <div class="row wrap">
        <Button kind="primary" onClick={() => location.assign("/")}>
          {t("Back to the hub as {name}", { name })}
        </Button>
        <Button kind="danger" onClick={onFresh}>
          {t("Erase the visit and choose a nick name")}
        </Button>
      </div>
    </section>
  );
}

function Back({ me, door, way, onEnter, boot }: NickProps & { me: Me; door: MinorsDoor }) {
  const [busy, setBusy] = useState(false);
  const view = boot.view === "list" ? "list" : "map";
  const go = () => {
    setBusy(true);
    void onEnter({ way, nick: null, look: me.look, fresh: false, view }).catch(() => setBusy(false));
  };
  return (
    <section class="shut">
      <p class="mut">{t("Workshop: {title}", { title: door.title })}</p>
      <h1>{t("Welcome back, {name}", { name: me.name })}</h1>
      <Button kind="primary" size="l" iconAfter="enter" busy={busy && t("Entering …")} onClick={go}>
        {t("Go on")}
      </Button>
    </section>
  );
}
