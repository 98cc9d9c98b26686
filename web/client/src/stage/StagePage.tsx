/** A stage for people who only watch: its picture as large as it can be, and little else. */
import { useEffect } from "preact/hooks";
import { type Boot, hubName } from "../boot";
import { HallNote } from "../hall/HallNote";
import { StandProvider } from "../hall/queue/stand";
import { TakingPart } from "../hall/TakingPart";
import { t } from "../i18n/i18n";
import { words } from "../state/words";
import { Announcer } from "../ui/Announcer";
import { AppearanceButton } from "../ui/Appearance";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Icon, Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";
import { Toasts } from "../ui/Toast";
import { listenToKeys } from "./keys";
import { Screen } from "./Screen";
import { SoundBar } from "./SoundBar";
import type { Watch } from "./watch";

export function StagePage({ boot, watch }: { boot: Boot; watch: Watch }) {
  const title = words(boot.stage?.titles ?? {});
  useEffect(() => listenToKeys(watch), [watch]);
  return (
    <div class="stage-page">
      <a class="skip" href="#content">
        {t("Skip to the content")}
      </a>
      <header class="stage-head">
        <Logo />
        <div class="grow">
          <h1>{title}</h1>
          <p class="mut t12">{hubName(boot)}</p>
        </div>
        {watch.quality.value === "poor" && watch.watching.value && (
          <Chip tone="light" icon="signal">
            {t("Weak connection")}
          </Chip>
        )}
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <StandProvider value={watch.follower.stand()}>
        <div class="stage-body">
          <main class="stage-main" id="content" tabIndex={-1}>
            <div class="hall">
              <div class="hall-screen">
                <Screen watch={watch} title={title} />
              </div>
            </div>
            {watch.watching.value && watch.sitsHere.value && (
              <HallNote onUndo={() => void watch.follower.do("visitor.attend", { stage: null })} />
            )}
            {watch.quality.value === "elsewhere" && <Elsewhere watch={watch} />}
            <SoundBar watch={watch} />
          </main>
          {watch.watching.value && <Side />}
        </div>
      </StandProvider>
      <footer class="stage-foot">
        <LegalLinks />
      </footer>
      <Announcer />
      <Toasts />
    </div>
  );
}

/** Who only watches asks, votes and, if named for it, writes captions; a hand goes up from here for those who sit in the hall. */
const Side = () => (
  <aside class="stage-side card" aria-label={t("Taking part")}>
    <TakingPart look="panel" />
  </aside>
);

function Elsewhere({ watch }: { watch: Watch }) {
  return (
    <div class="note light" role="status">
      <Icon name="info" />
      <p class="grow">{t("You are watching in another tab now.")}</p>
      <Button size="s" onClick={() => watch.bringHere()}>
        {t("Watch here")}
      </Button>
    </div>
  );
}
