/** What stands in place of a list that is not there yet, or could not be read. */
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Bones, Empty } from "../../ui/Empty";
import type { Loaded } from "../../ui/useLoaded";

export function Waiting({ list }: { list: Loaded<unknown> }) {
  if (!list.failed) return <Bones lines={4} label={t("The list is loading")} />;
  return (
    <div role="alert">
      <Empty icon="warning" words={t("The list could not be loaded.")}>
        <Button icon="return" onClick={list.again}>
          {t("Try again")}
        </Button>
      </Empty>
    </div>
  );
}
