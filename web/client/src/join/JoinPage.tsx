/** The way in: who one is, what others will hear and see, and the door. */
import { useState } from "preact/hooks";
import type { Look } from "../art/look";
import { type Boot, hubName } from "../boot";
import { t } from "../i18n/i18n";
import type { Devices } from "../media/devices";
import type { HubInfo, Me } from "../net/session";
import { recall } from "../state/memory";
import { AppearanceButton } from "../ui/Appearance";
import { Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";
import { DeviceCheck } from "./DeviceCheck";
import { unlike } from "./looks";
import { Who } from "./Who";

export interface Entry {
  name: string;
  look: Look;
  view: "map" | "list";
  /** Without camera and microphone, whatever was chosen before. */
  silent: boolean;
}

export interface JoinProps {
  boot: Boot;
  info: HubInfo | null;
  me: Me | null;
  invited: boolean;
  /** The place a link leads to. */
  at: string | null;
  devices: Devices;
  onEnter(entry: Entry): Promise<void>;
}

export function JoinPage(props: JoinProps) {
  const { boot, info, me, devices } = props;
  const [look, setLook] = useState<Look>(
    () =>
      me?.look ?? recall<Look | null>("look", null) ?? unlike((info?.faces ?? []).map((face) => face.look)),
  );
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
