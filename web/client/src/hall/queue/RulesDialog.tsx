/** How the queue is run: its order, whether questions are read first, whether a name may be left out. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { QueueInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Segments, Switch } from "../../ui/Field";
import { useStand } from "./stand";

export function RulesDialog({ queue, onClose }: { queue: QueueInfo; onClose(): void }) {
  const stand = useStand();
  const [order, setOrder] = useState<QueueInfo["order"]>(queue.order);
  const [moderated, setModerated] = useState(queue.moderated);
  const [nameless, setNameless] = useState(queue.anonymous_allowed);
  const save = async () => {
    const rule = { stage: stand.stage, order, moderated, anonymous_allowed: nameless };
    if (await stand.do("stage.rule", rule)) onClose();
  };
  return (
    <Dialog
      title={t("Rules of the list")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="primary" onClick={() => void save()}>
            {t("Save")}
          </Button>
        </>
      }
    >
      <Segments
        label={t("Who is called next")}
        value={order}
        onPick={(value) => setOrder(value as QueueInfo["order"])}
        options={[
          { value: "arrival", label: t("As they came") },
          { value: "alternate", label: t("Hall and online in turn") },
        ]}
      />
      <Switch
        label={t("Read questions before everybody sees them")}
        hint={t("Only you, other moderators and who asked see a question until you show it.")}
        on={moderated}
        onTurn={setModerated}
      />
      <Switch
        label={t("Allow questions without a name")}
        hint={t("You do not see either who asked.")}
        on={nameless}
        onTurn={setNameless}
      />
    </Dialog>
  );
}
