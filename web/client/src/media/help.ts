/** What a person can do about a missing microphone or camera: in the hub, and in the hall with a camera page. */
import { t } from "../i18n/i18n";
import type { Kind } from "./devices";
import type { Trouble } from "./trouble";

export interface Help {
  title: string;
  text: string;
}

type Missing = Record<Kind, Trouble | null>;
type Helps = Record<Trouble, () => Help>;

const INSECURE = (): Help => ({
  title: t("This address is not secure"),
  text: t("Browsers give camera and microphone only over https. Ask for the secure address of this hub."),
});

const MIC: Helps = {
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
  insecure: INSECURE,
  unsupported: () => ({
    title: t("This browser has no camera and microphone for pages"),
    text: t("A current Firefox, Chrome, Edge or Safari can. You can look around and write here."),
  }),
  unknown: () => ({
    title: t("The microphone did not start"),
    text: t("Try again, or restart the browser. You can listen and write without it."),
  }),
};

const CAM: Helps = {
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
  insecure: INSECURE,
  unsupported: MIC.unsupported,
  unknown: () => ({
    title: t("The camera did not start"),
    text: t("Try again, or restart the browser. Others see your portrait meanwhile."),
  }),
};

/** In the hall the picture is what counts; it goes without sound too. */
const HALL_MIC: Partial<Record<Trouble, () => string>> = {
  denied: () =>
    t("You can send the picture alone. For sound, press the lock beside the address and allow it."),
  blocked: () => t("You can send the picture alone, or allow it in the privacy settings of your system."),
  in_use: () => t("You can send the picture alone, or close the other program and try again."),
  missing: () => t("You can send the picture alone, or plug in a microphone."),
  unknown: () => t("You can send the picture alone, or try again."),
};

const HALL_CAM: Helps = {
  ...CAM,
  missing: () => ({ ...CAM.missing(), text: t("Plug one in, or open the link on a phone.") }),
  unsupported: () => ({
    title: t("This browser has no camera for pages"),
    text: t("A current Firefox, Chrome, Edge or Safari can."),
  }),
  unknown: () => ({ ...CAM.unknown(), text: t("Try again, or restart the browser.") }),
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
export function helpFor({ mic, cam }: Missing): Help[] {
  if (mic !== null && mic === cam) {
    if (mic === "denied") return [BOTH_DENIED()];
    if (mic === "missing") return [BOTH_MISSING()];
    if (mic === "insecure" || mic === "unsupported") return [MIC[mic]()];
  }
  return [mic && MIC[mic](), cam && CAM[cam]()].filter((help) => help !== null);
}

/** The same for whoever brings the hall's picture. */
export function hallHelpFor({ mic, cam }: Missing): Help[] {
  const text = mic && HALL_MIC[mic]?.();
  const sound = mic && text ? { ...MIC[mic](), text } : null;
  return [cam && HALL_CAM[cam](), sound].filter((help) => help !== null);
}
