/** Raising and lowering one's hand; in the hall one says where one sits, so that a microphone finds the way. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { QueueInfo } from "../../protocol.gen";
import { recall, remember } from "../../state/memory";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { ownHand, sitsHere, useStand } from "./stand";

export function HandButton({ queue }: { queue: QueueInfo }) {
  const stand = useStand();
  const { stage } = stand;
  const [asking, setAsking] = useState(false);
  const inHall = sitsHere(stand);
  if (ownHand(stand, queue))
    return (
      <Button icon="hand" onClick={() => void stand.do("stage.lower", { stage })}>
        {t("Lower your hand")}
      </Button>
    );
  return (
    <>
      <Button
        kind="primary"
        icon="hand"
        disabled={!inHall && !stand.isInside && t("Go into the hall on the map, or say that you sit in it.")}
        onClick={() => (inHall ? setAsking(true) : void stand.do("stage.raise", { stage }))}
      >
        {t("Raise hand")}
      </Button>
      {asking && <SeatDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function SeatDialog({ onClose }: { onClose(): void }) {
  const stand = useStand();
  const [seat, setSeat] = useState(recall("seat", ""));
  const raise = async () => {
    remember("seat", seat.trim());
    if (await stand.do("stage.raise", { stage: stand.stage, seat: seat.trim() })) onClose();
  };
  return (
    <Dialog
      title={t("Where do you sit?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="primary" icon="hand" onClick={() => void raise()}>
            {t("Raise hand")}
          </Button>
        </>
      }
    >
      <Field
        label={t("Your seat")}
        hint={t("Such as: row 7, on the left. Everybody in the list can read it; you may leave it empty.")}
        value={seat}
        maxLength={40}
        autofocus
        onInput={(event) => setSeat(event.currentTarget.value)}
      />
    </Dialog>
  );
}
