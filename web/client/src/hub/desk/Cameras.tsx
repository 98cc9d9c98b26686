/** The cameras of the stages: their state, and a new key for each. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { makeStageKey, type StageKey } from "../../net/hosts";
import { ApiError } from "../../net/http";
import type { StageInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { CopyField } from "../../ui/CopyField";
import { Empty } from "../../ui/Empty";
import { FieldError } from "../../ui/Field";
import { QrImage } from "../../ui/QrImage";
import { useApp } from "../app";

export function Cameras() {
  const app = useApp();
  const stages = app.places.all.value.filter((place) => place.kind === "stage");
  if (stages.length === 0) return <Empty icon="stage" words={t("This hub has no stage.")} />;
  return (
    <div class="col gap-5">
      {stages.map(({ id }) => (
        <Camera key={id} stage={id} />
      ))}
    </div>
  );
}

function StateChip({ info }: { info: StageInfo | undefined }) {
  if (info?.status === "on") return <Chip tone="live">{t("LIVE")}</Chip>;
  if (info?.status === "silent")
    return (
      <Chip tone="light" icon="signal">
        {t("interrupted")}
      </Chip>
    );
  return <Chip icon="video-off">{t("no camera")}</Chip>;
}

function Camera({ stage }: { stage: string }) {
  const app = useApp();
  const [made, setMade] = useState<StageKey | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const title = app.places.title(stage);
  const make = async () => {
    setBusy(true);
    setFailed(null);
    try {
      setMade(await makeStageKey(stage));
    } catch (error) {
      const said = error instanceof ApiError ? error.message : "";
      setFailed(said || t("That did not work. Please try again."));
    }
    setBusy(false);
  };
  return (
    <section class="col gap-3" aria-label={t("Camera of {name}", { name: title })}>
      <div class="row wrap">
        <h3 class="grow">{title}</h3>
        <StateChip info={app.hub.stages.value.get(stage)} />
      </div>
      {made ? (
        <KeyCard made={made} />
      ) : (
        <p class="sub t13">
          {t("A key lets a phone, a laptop or a studio program send the picture of this stage.")}
        </p>
      )}
      <p class="hint">{t("A new key ends the old one: a camera that uses it stops.")}</p>
      {failed && <FieldError text={failed} />}
      <div class="verbs">
        <Button
          kind={made ? "outline" : "primary"}
          icon="key"
          busy={busy && t("Making …")}
          onClick={() => void make()}
        >
          {t("Make a new key")}
        </Button>
      </div>
    </section>
  );
}

function KeyCard({ made }: { made: StageKey }) {
  return (
    <div class="key-card">
      <QrImage svg={made.qr} label={t("QR code of the link for the camera")} />
      <div class="col gap-3 grow">
        <p role="status">
          <b>{t("The key is shown only now.")}</b>{" "}
          {t("Scan the code with a phone in the hall, or open the link on a laptop there.")}
        </p>
        <CopyField label={t("Link for the camera")} value={made.link} />
      </div>
      <details>
        <summary>{t("For studio programs (WHIP)")}</summary>
        <div class="col gap-3">
          <CopyField label={t("Address")} value={made.whip} />
          <CopyField label={t("Key (bearer token)")} value={made.key} />
        </div>
      </details>
    </div>
  );
}
