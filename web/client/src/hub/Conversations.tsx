/** Who talks with whom, and the way to join. */
import { t } from "../i18n/i18n";
import type { ConversationInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { type App, useApp } from "./app";
import { nameRow } from "./words";

export function Conversations() {
  const app = useApp();
  const own = app.hub.ownConversation.value?.id;
  const others = [...app.hub.conversations.value.values()].filter((each) => each.id !== own);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{t("Conversations")}</h2>
      <ul class="rows flat" aria-label={t("Conversations")}>
        {others.map((each) => (
          <ConversationRow key={each.id} conversation={each} />
        ))}
      </ul>
    </>
  );
}

const nameList = (app: App, { members }: ConversationInfo): string =>
  nameRow(members.map((id) => app.hub.nameOf(id)).filter(Boolean));

function ConversationRow({ conversation }: { conversation: ConversationInfo }) {
  const app = useApp();
  const [first] = conversation.members;
  const place = app.places.title(app.hub.onFloor.value.get(first ?? "") ?? null);
  const names = nameList(app, conversation);
  return (
    <li>
      <Icon name="conversation" />
      <div class="grow">
        <div class="row wrap">
          <b class="name">{names}</b>
          {conversation.locked && <Chip icon="lock">{t("closed")}</Chip>}
        </div>
        <p class="mut t12">{place}</p>
      </div>
      {conversation.locked ? (
        <Button
          size="s"
          class="verb"
          aria-label={`${t("Knock")}: ${names}`}
          onClick={() => void app.knock(conversation.id)}
        >
          {t("Knock")}
        </Button>
      ) : (
        <Button
          size="s"
          class="verb"
          aria-label={`${t("Join in")}: ${names}`}
          onClick={() => first && app.goToPerson(first)}
        >
          {t("Join in")}
        </Button>
      )}
    </li>
  );
}
