/** What a person in the hall can do when there is no picture, no sound, or no way to the stage. */
import { t } from "../i18n/i18n";
import type { Trouble } from "../media/trouble";
import type { Kind } from "./source";
import type { Hindrance, Refusal } from "./whip";

export interface Help {
  title: string;
  text: string;
}

const CAM: Record<Trouble, () => Help> = {
  denied: () => ({
    title: t("The browser does not give us the camera"),
    text: t("Press the lock beside the address, allow the camera, then try again."),
  }),
  blocked: () => ({
    title: t("Your computer blocks the camera"),
    text: t("Allow the camera for this browser in the privacy settings of your system."),
  }),
  in_use: () => ({
    title: t("Another program is using the camera"),
    text: t("Close other meetings or camera programs, then try again."),
  }),
  missing: () => ({
    title: t("No camera found"),
    text: t("Plug one in, or open the link on a phone."),
  }),
  insecure: () => ({
    title: t("This address is not secure"),
    text: t("Browsers give camera and microphone only over https. Ask for the secure address of this hub."),
  }),
  unsupported: () => ({
    title: t("This browser has no camera for pages"),
    text: t("A current Firefox, Chrome, Edge or Safari can."),
  }),
  unknown: () => ({
    title: t("The camera did not start"),
    text: t("Try again, or restart the browser."),
  }),
};

const MIC: Partial<Record<Trouble, () => Help>> = {
  denied: () => ({
    title: t("The browser does not give us the microphone"),
    text: t("You can send the picture alone. For sound, press the lock beside the address and allow it."),
  }),
  blocked: () => ({
    title: t("Your computer blocks the microphone"),
    text: t("You can send the picture alone, or allow it in the privacy settings of your system."),
  }),
  in_use: () => ({
    title: t("Another program is using the microphone"),
    text: t("You can send the picture alone, or close the other program and try again."),
  }),
  missing: () => ({
    title: t("No microphone found"),
    text: t("You can send the picture alone, or plug in a microphone."),
  }),
  unknown: () => ({
    title: t("The microphone did not start"),
    text: t("You can send the picture alone, or try again."),
  }),
};

/** The help for a device that is missing; one text where the reason keeps both away. */
export function helpFor(trouble: Record<Kind, Trouble | null>): Help[] {
  const found = [trouble.cam && CAM[trouble.cam](), trouble.mic && MIC[trouble.mic]?.()];
  return found.filter((help) => help !== null && help !== undefined);
}

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
