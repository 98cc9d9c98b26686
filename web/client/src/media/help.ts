/** What a person can do about a missing microphone or camera. */
import { t } from "../i18n/i18n";
import type { Kind } from "./devices";
import type { Trouble } from "./trouble";

interface Help {
  title: string;
  text: string;
}

const MIC: Record<Trouble, () => Help> = {
  denied: () => ({
    title: t("The browser does not give us the microphone"),
    text: t("Press the lock beside the address, allow the microphone, then try again."),
  }),
  blocked: () => ({
    title: t("Your computer blocks the microphone"),
    text: t("Allow the microphone for this browser in the privacy settings of your system."),
  }),
  in_use: () => ({
    title: t("Another program is using the microphone"),
    text: t("Close other meetings or recorders, then try again."),
  }),
  missing: () => ({
    title: t("No microphone found"),
    text: t("Plug in a headset or choose another device. You can listen and write without one."),
  }),
  insecure: () => ({
    title: t("This address is not secure"),
    text: t("Browsers give camera and microphone only over https. Ask for the secure address of this hub."),
  }),
  unsupported: () => ({
    title: t("This browser has no camera and microphone for pages"),
    text: t("A current Firefox, Chrome, Edge or Safari can. You can look around and write here."),
  }),
  unknown: () => ({
    title: t("The microphone did not start"),
    text: t("Try again, or restart the browser. You can listen and write without it."),
  }),
};

const CAM: Record<Trouble, () => Help> = {
  ...MIC,
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
    text: t("Others then see your portrait. You can choose another device at any time."),
  }),
  unknown: () => ({
    title: t("The camera did not start"),
    text: t("Try again, or restart the browser. Others see your portrait meanwhile."),
  }),
};

const BOTH_DENIED = (): Help => ({
  title: t("The browser does not give us camera and microphone"),
  text: t("Press the lock beside the address, allow both, then try again. You can also go in without."),
});

const BOTH_MISSING = (): Help => ({
  title: t("No camera and no microphone found"),
  text: t("Plug in a headset, or go in without: you can listen and write."),
});

/** The help for what fails now: one text where both fail for one reason, else one each. */
export function helpFor(trouble: Record<Kind, Trouble | null>): Help[] {
  const { mic, cam } = trouble;
  if (mic !== null && mic === cam) {
    if (mic === "denied") return [BOTH_DENIED()];
    if (mic === "missing") return [BOTH_MISSING()];
    if (mic === "insecure" || mic === "unsupported") return [MIC[mic]()];
  }
  return [mic === null ? null : MIC[mic](), cam === null ? null : CAM[cam]()].filter((help) => help !== null);
}
