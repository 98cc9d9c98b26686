/** A window clicked on the map: into which hallway, who is there, and the way to it. */
import { windowUrl } from "../../art/window";
import { useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { windowState, windowWord } from "./words";

export function WindowCard({ person, onClose }: { person: Person; onClose(): void }) {
  const app = useApp();
  const go = () => {
    onClose();
    app.goToPerson(person.id);
  };
  return (
    <Dialog
      title={person.name}
      onClose={onClose}
      verbs={
        <Button kind="primary" icon="walk" onClick={go}>
          {t("Go there")}
        </Button>
      }
    >
      <div class="row gap-3">
        <img src={windowUrl(person.presence !== "lost")} alt="" width={56} height={70} />
        <div>
          <p>{windowWord(app, person.id)}</p>
          <p class="mut t13">{windowState(app, person)}</p>
        </div>
      </div>
      <p class="sub t13">
        {t("Whoever stands at it is seen and heard in the real hallway, and sees and hears it.")}
      </p>
    </Dialog>
  );
}
