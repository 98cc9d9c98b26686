/** To whom the hub is closed, and the way to open it to them again. */
import { t } from "../../i18n/i18n";
import { type KeptOut, keptOut } from "../../net/hosts";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { toast } from "../../ui/Toast";
import { useLoaded } from "../../ui/useLoaded";
import { useApp } from "../app";
import { Waiting } from "./Waiting";

export function KeptOutList() {
  const list = useLoaded(keptOut);
  if (list.value === null || list.failed) return <Waiting list={list} />;
  if (list.value.length === 0)
    return <Empty icon="welcome" words={t("The hub is open to everybody. Nobody is banned.")} />;
  return (
    <ul class="rows narrow" aria-label={t("People to whom the hub is closed")}>
      {list.value.map((each) => (
        <KeptOutRow key={each.visitor} person={each} onOpened={list.again} />
      ))}
    </ul>
  );
}

function KeptOutRow({ person, onOpened }: { person: KeptOut; onOpened(): void }) {
  const app = useApp();
  const name = person.name || t("Somebody forgotten");
  const open = async () => {
    if (!(await app.do("visitor.unban", { visitor: person.visitor }))) return;
    toast(() => t("The hub is open to {name} again", { name }));
    onOpened();
  };
  return (
    <li>
      <Icon name="ban" />
      <b class="name grow">{name}</b>
      <Button size="s" aria-label={t("Open again to {name}", { name })} onClick={() => void open()}>
        {t("Open again")}
      </Button>
    </li>
  );
}
