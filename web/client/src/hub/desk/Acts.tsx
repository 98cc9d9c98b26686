/** What hosts did, the newest first: when, who, what, to whom. */
import { formatDay, formatTime, t } from "../../i18n/i18n";
import { type Act, acts } from "../../net/hosts";
import type { Role } from "../../protocol.gen";
import { Empty } from "../../ui/Empty";
import { useLoaded } from "../../ui/useLoaded";
import { type App, useApp } from "../app";
import { roleWord } from "../words";
import { actSentence } from "./actWords";
import { Waiting } from "./Waiting";

const ROLES: readonly string[] = ["administrator", "moderator", "speaker", "member", "guest", "venue"];

/** Acts whose target is a person. */
const ABOUT_PEOPLE =
  /^(visitor\..+|role\.granted|caption\.captioner_set|interpreter\.named|breakout\.(lead_named|chosen|seated|returned|role_given))$/;

/** The name of what an act was about: a person, a place, a role; unknown ids say nothing to people. */
function targetOf(app: App, { target, target_name: name, act }: Act): string {
  if (name !== null) return name || t("somebody forgotten");
  if (act.startsWith("minors.") && act !== "minors.adult_named")
    return app.hub.minors.all.value.get(target)?.title ?? "";
  if (app.places.find(target)) return app.places.title(target);
  if (ROLES.includes(target)) return roleWord(target as Role);
  if (act.startsWith("box.")) return t("a device that was removed");
  return ABOUT_PEOPLE.test(act) ? t("somebody forgotten") : "";
}

const actorOf = ({ actor, actor_name: name }: Act): string =>
  name || (actor === "system" ? t("The hub") : t("Somebody forgotten"));

export function ActList() {
  const app = useApp();
  const list = useLoaded(acts);
  if (list.value === null || list.failed) return <Waiting list={list} />;
  if (list.value.length === 0)
    return <Empty icon="scroll" words={t("Nothing yet. What hosts do to others is listed here.")} />;
  return (
    <ol class="rows narrow acts" aria-label={t("Host actions, the newest first")}>
      {list.value.map((each, at) => (
        <li key={at}>
          <p class="grow">
            {actSentence(each.act, actorOf(each), targetOf(app, each))}
            {each.detail !== null && `: ${roleWord(each.detail as Role)}`}
          </p>
          <time class="mut t12 num" dateTime={new Date(each.at).toISOString()}>
            {formatDay(each.at)}, {formatTime(each.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
