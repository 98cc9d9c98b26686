/** The windows into hallways in the list: what the map shows of them, and the way there. */
import { useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Icon } from "../../ui/icons";
import { windowState, windowWord } from "./words";

export function Windows() {
  const windows = useApp().hub.windows.value;
  if (windows.length === 0) return null;
  return (
    <>
      <h2>{t("Windows into the house")}</h2>
      <ul class="rows flat" aria-label={t("Windows into the house")}>
        {windows.map((each) => (
          <Row key={each.id} window={each} />
        ))}
      </ul>
    </>
  );
}

function Row({ window }: { window: Person }) {
  const app = useApp();
  const { id, name } = window;
  const isMine = app.hub.ownConversation.value?.members.includes(id) ?? false;
  return (
    <li class={isMine ? "here" : ""}>
      <Icon name="window" />
      <div class="grow">
        <div class="row wrap">
          <b class="name">{name}</b>
          {isMine && (
            <Chip tone="speak" icon="ear">
              {t("You are here")}
            </Chip>
          )}
        </div>
        <p class="mut t12">
          {windowWord(app, id)} · {windowState(app, window)}
        </p>
      </div>
      {!isMine && (
        <Button
          size="s"
          class="verb"
          aria-label={`${t("Go there")}: ${name}`}
          onClick={() => app.goToPerson(id)}
        >
          {t("Go there")}
        </Button>
      )}
    </li>
  );
}
