/** The one button before the picture: its press lets the browser play sound. */
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import type { Watch } from "./watch";

/** Words for the hub's reasons to end a visit; null where there is no way back. */
function ending(reason: string | null): { text: string; again: string | null } | null {
  if (reason === null) return null;
  if (reason === "banned" || reason === "visitor.banned")
    return { text: t("This hub is closed to you"), again: null };
  if (reason === "protocol.unknown")
    return { text: t("The hub has been renewed. Please load this page again."), again: t("Reload") };
  return { text: t("Your visit has ended"), again: t("Watch again") };
}

export function Entrance({ watch, title }: { watch: Watch; title: string }) {
  const reason = watch.follower.closedBy.value;
  const end = ending(reason);
  const press = () => (reason === "protocol.unknown" ? location.reload() : void watch.open());
  return (
    <div class="screen-word">
      <div class="entrance">
        <p class="screen-title">{end ? end.text : title}</p>
        {end?.again !== null && (
          <Button
            kind="primary"
            size="l"
            icon="headphones"
            busy={watch.opening.value && t("Entering …")}
            onClick={press}
          >
            {end ? end.again : t("Watch and listen")}
          </Button>
        )}
        {!end && <p class="t13">{t("You only watch: nobody sees or hears you.")}</p>}
        {watch.failed.value !== null && (
          <p class="error on-dark" role="alert">
            <Icon name="warning" size="s" />
            {watch.failed.value || t("The hub cannot be reached. Check your network and try again.")}
          </p>
        )}
      </div>
    </div>
  );
}
