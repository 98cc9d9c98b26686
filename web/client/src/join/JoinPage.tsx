/** The way in: who one is, what others will hear and see, and the door. */
import { useRef, useState } from "preact/hooks";
import type { Look } from "../art/look";
import { type Boot, hubName } from "../boot";
import { t, tn } from "../i18n/i18n";
import type { Devices } from "../media/devices";
import { ApiError } from "../net/http";
import type { HubInfo, Me } from "../net/session";
import { recall, remember } from "../state/memory";
import { words } from "../state/words";
import { AppearanceButton } from "../ui/Appearance";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Faces } from "../ui/Face";
import { Field } from "../ui/Field";
import { Icon, Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";
import { DeviceCheck } from "./DeviceCheck";
import { Figure } from "./Figure";
import { FIGURES } from "./looks";

export interface Entry {
  name: string;
  look: Look;
  view: "map" | "list";
  /** Without camera and microphone, whatever was chosen before. */
  silent: boolean;
}

interface JoinProps {
  boot: Boot;
  info: HubInfo | null;
  me: Me | null;
  invited: boolean;
  devices: Devices;
  onEnter(entry: Entry): Promise<void>;
}

export function JoinPage(props: JoinProps) {
  const { boot, me, devices } = props;
  const [look, setLook] = useState<Look>(me?.look ?? recall("look", FIGURES[0] as Look));
  return (
    <div class="join-page">
      <a class="skip" href="#content">
        {t("Skip to the content")}
      </a>
      <header class="join-top">
        <Logo />
        <b class="grow">{hubName(boot)}</b>
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <main class="join" id="content" tabIndex={-1}>
        <Who {...props} look={look} setLook={setLook} />
        <DeviceCheck devices={devices} look={look} />
      </main>
      <footer class="join-foot">
        <LegalLinks />
      </footer>
    </div>
  );
}

function Welcome({ boot, info, me, invited }: JoinProps) {
  const faces = info?.faces ?? [];
  const here = info?.here ?? 0;
  return (
    <div>
      <p class="welcome">
        {invited ? (
          <Chip tone="light">{t("You are invited")}</Chip>
        ) : (
          <Chip tone="light">{words(boot.hub.subtitles) || t("Come in")}</Chip>
        )}
      </p>
      <h1>{me ? t("Welcome back, {name}", { name: me.name }) : hubName(boot)}</h1>
      <p class="lead">
        {here === 0
          ? t("Nobody is here yet. You are the first.")
          : tn("{n} person is already here.", "{n} people are already here.", here)}
      </p>
      {faces.length > 0 && (
        <div class="row">
          <Faces looks={faces.map((face) => face.look)} size={36} most={6} />
          {here > 6 && <span class="chip num">+{here - 6}</span>}
        </div>
      )}
    </div>
  );
}

/** What went wrong, in words for the person at the door. */
function failure(error: unknown): string {
  if (!(error instanceof ApiError)) return t("Something went wrong. Please try again.");
  if (error.code === "net.unreachable")
    return t("The hub cannot be reached. Check your network and try again.");
  return error.message || t("Something went wrong. Please try again.");
}

type Door = "map" | "list" | "silent";

function Who(props: JoinProps & { look: Look; setLook(look: Look): void }) {
  const { boot, me, devices, onEnter, look, setLook } = props;
  const [name, setName] = useState(me?.name ?? recall("name", ""));
  const [nameless, setNameless] = useState(false);
  const [going, setGoing] = useState<Door | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const main = boot.view === "list" ? "list" : "map";
  const enter = async (door: Door) => {
    if (name.trim() === "") {
      setNameless(true);
      form.current?.querySelector("input")?.focus();
      return;
    }
    setGoing(door);
    setFailed(null);
    remember("name", name.trim());
    remember("look", look);
    try {
      const isSilent = door === "silent";
      if (!isSilent) await askDevices(devices);
      const view = door === "silent" ? main : door;
      await onEnter({ name: name.trim(), look, view, silent: isSilent });
    } catch (error) {
      setFailed(failure(error));
      setGoing(null);
    }
  };
  return (
    <section class="who">
      <Welcome {...props} />
      <form
        ref={form}
        class="col gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void enter(main);
        }}
      >
        <Field
          label={t("Your name")}
          hint={t("This is how others see you. A first name is enough.")}
          error={nameless ? t("Please enter a name.") : null}
          value={name}
          large
          maxLength={40}
          autocomplete="nickname"
          onInput={(event) => {
            setName(event.currentTarget.value);
            setNameless(false);
          }}
        />
        <Figure look={look} onChange={setLook} />
        <div class="enter">
          {failed && (
            <div class="note danger" role="alert">
              <Icon name="warning" />
              <p>{failed}</p>
            </div>
          )}
          <Button
            type="submit"
            kind="primary"
            size="l"
            iconAfter="enter"
            busy={going === main && t("Entering …")}
          >
            {main === "list" ? t("Enter as a list") : t("Enter")}
          </Button>
          <div class="row center wrap">
            <Button
              kind="quiet"
              icon={main === "list" ? "map" : "list"}
              busy={going !== null && going !== main && going !== "silent" && t("Entering …")}
              onClick={() => void enter(main === "list" ? "map" : "list")}
            >
              {main === "list" ? t("Enter with the map") : t("Enter as a list")}
            </Button>
            <Button
              kind="quiet"
              icon="headphones"
              busy={going === "silent" && t("Entering …")}
              onClick={() => void enter("silent")}
            >
              {t("Without camera and microphone")}
            </Button>
          </div>
        </div>
      </form>
    </section>
  );
}

/** Who wants to be heard or seen and has not tried it out is asked by the browser now; a refusal keeps nobody out. */
async function askDevices(devices: Devices): Promise<void> {
  const { mic, cam } = devices.wanted.value;
  const isTried = devices.trouble.value.mic !== null || devices.trouble.value.cam !== null;
  const kinds = [...(mic ? ["mic" as const] : []), ...(cam ? ["cam" as const] : [])];
  if (kinds.length > 0 && !isTried) await devices.open(kinds);
}
