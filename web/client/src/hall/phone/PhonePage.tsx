/** A stage on the phones of those who sit in its hall. */
import { type Boot, hubName } from "../../boot";
import { t } from "../../i18n/i18n";
import { words } from "../../state/words";
import { Announcer } from "../../ui/Announcer";
import { AppearanceButton } from "../../ui/Appearance";
import { Button } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { Logo } from "../../ui/icons";
import { LanguageSwitch } from "../../ui/LanguageSwitch";
import { LegalLinks } from "../../ui/LegalLinks";
import { Toasts } from "../../ui/Toast";
import { Door } from "./Door";
import { Inside } from "./Inside";
import type { PhoneVisit } from "./visit";

/** The limit of a name where the hub does not tell its own. */
const NAME_LENGTH = 60;

export function PhonePage({ boot, visit }: { boot: Boot; visit: PhoneVisit }) {
  const step = visit.step.value;
  return (
    <div class="phone-page">
      <header class="phone-head">
        <Logo />
        <div class="grow">
          <h1>{words(boot.stage?.titles ?? {})}</h1>
          <p class="mut t12">{hubName(boot)}</p>
        </div>
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <main class="phone-main card" id="content">
        {step === "looking" && (
          <div class="phone-wait">
            <Bones lines={3} label={t("One moment …")} />
          </div>
        )}
        {step === "door" && <Door visit={visit} nameLength={boot.name_length ?? NAME_LENGTH} />}
        {step === "inside" && <Inside visit={visit} />}
        {step === "gone" && <Gone visit={visit} />}
      </main>
      <footer class="phone-foot">
        <LegalLinks />
      </footer>
      <Announcer />
      <Toasts />
    </div>
  );
}

function Gone({ visit }: { visit: PhoneVisit }) {
  return (
    <div class="phone-door" role="status">
      <h2>{t("You have left the hall.")}</h2>
      <p>{t("Your hand is down. Questions you asked stay in the list until they are taken.")}</p>
      <Button kind="primary" size="l" icon="return" wide onClick={() => void visit.look()}>
        {t("Take part again")}
      </Button>
      <p>
        <a href={`/stage/${encodeURIComponent(visit.follower.stage)}`}>{t("Watch the stage online")}</a>
      </p>
    </div>
  );
}
