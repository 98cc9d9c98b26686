/** The cameras of the stages: their state, and a new key for each. */
import { t } from "../../i18n/i18n";
import { makeStageKey, type StageKey } from "../../net/hosts";
import type { StageInfo } from "../../protocol.gen";
import { Chip } from "../../ui/Chip";
import { CopyField } from "../../ui/CopyField";
import { Empty } from "../../ui/Empty";
import { FieldError } from "../../ui/Field";
import { KeyFields, NewKeyButton, useNewKey } from "../../ui/NewKey";
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
  const key = useNewKey(() => makeStageKey(stage));
  const title = app.places.title(stage);
  return (
    <section class="col gap-3" aria-label={t("Camera of {name}", { name: title })}>
      <div class="row wrap">
        <h3 class="grow">{title}</h3>
        <StateChip info={app.hub.stages.value.get(stage)} />
      </div>
      {key.made ? (
        <KeyCard made={key.made} />
      ) : (
        <p class="sub t13">
          {t("A key lets a phone, a laptop or a studio program send the picture of this stage.")}
        </p>
      )}
      <p class="hint">{t("A new key ends the old one: a camera that uses it stops.")}</p>
      {key.failed && <FieldError text={key.failed} />}
      <div class="verbs">
        <NewKeyButton of={key} />
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
          <KeyFields address={made.whip} value={made.key} />
        </div>
      </details>
    </div>
  );
}
