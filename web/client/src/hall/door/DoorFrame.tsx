/** What the pages around the door share: head, foot, and the word to those who are no hosts. */
import type { ComponentChildren } from "preact";
import { type Boot, hubName } from "../../boot";
import { t } from "../../i18n/i18n";
import { Announcer } from "../../ui/Announcer";
import { AppearanceButton } from "../../ui/Appearance";
import { Logo } from "../../ui/icons";
import { LanguageSwitch } from "../../ui/LanguageSwitch";
import { LegalLinks } from "../../ui/LegalLinks";
import { Toasts } from "../../ui/Toast";

interface FrameProps {
  boot: Boot;
  title: string;
  children: ComponentChildren;
}

export function DoorFrame({ boot, title, children }: FrameProps) {
  return (
    <div class="door-page">
      <header class="door-head">
        <Logo />
        <div class="grow">
          <h1>{title}</h1>
          <p class="mut t12">{hubName(boot)}</p>
        </div>
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <main class="door-main card" id="content">
        {children}
      </main>
      <footer class="door-foot">
        <LegalLinks />
      </footer>
      <Announcer />
      <Toasts />
    </div>
  );
}

export function HostsOnly() {
  return (
    <div class="col gap-3">
      <p>
        {t(
          "Only hosts of the hub check people in. Come into the hub as a host on this device, then open this page again.",
        )}
      </p>
      <p>
        <a href="/">{t("To the hub")}</a> · <a href="/check-in">{t("My code for the door")}</a>
      </p>
    </div>
  );
}
