/** What a person in the hall can do when there is no way to the stage. */
import { t } from "../i18n/i18n";
import type { Help } from "../media/help";
import type { Hindrance, Refusal } from "./whip";

const REFUSALS: Record<Refusal, () => Help> = {
  key: () => ({
    title: t("This link does not count any more"),
    text: t("The key was renewed. Ask the hosts for the new link or code."),
  }),
  stage: () => ({
    title: t("There is no such stage"),
    text: t("Ask the hosts for the right link or code."),
  }),
  format: () => ({
    title: t("The hub cannot carry this picture"),
    text: t("It takes VP8 and H.264. Update the browser, or use another one."),
  }),
};

export const refusalHelp = (why: Refusal): Help => REFUSALS[why]();

export const hindranceHelp = (why: Hindrance): Help =>
  why === "network"
    ? {
        title: t("The hub cannot be reached"),
        text: t("We keep trying. Check the network of this device."),
      }
    : {
        title: t("The hub takes no picture just now"),
        text: t("We keep trying. You need not do anything."),
      };
