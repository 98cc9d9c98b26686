/** How a venue box is, in words with a sign; the same on the device and in the hosts' desk. */
import { t } from "../../i18n/i18n";
import type { Presence } from "../../net/wire";
import type { Health } from "../../protocol.gen";
import type { IconName } from "../../ui/icons";

export type Trouble =
  | "away"
  | "lost"
  | "black"
  | "frozen"
  | "still"
  | "no-picture"
  | "silent"
  | "muted"
  | "no-sound"
  | "clipping"
  | "blocked"
  | "line"
  | "battery";

type Tone = "speak" | "light" | "danger";

export interface Word {
  text: string;
  icon: IconName;
  tone: Tone;
}

const WEAK = { loss: 0.05, rtt: 400 };
const LOW_BATTERY = 20;

/** What a box is used as, as far as its state asks for it. */
interface Use {
  mic: boolean;
  cam: boolean;
}

/** Everything that is wrong with a box, the worst first; nothing while all is well. */
export function troubles(use: Use, presence: Presence | undefined, health: Health | undefined): Trouble[] {
  if (presence === undefined) return ["away"];
  if (presence === "lost") return ["lost"];
  if (!health) return [];
  const found: [boolean, Trouble][] = [
    [health.picture === "black", "black"],
    [health.picture === "frozen", "frozen"],
    [health.picture === "still", "still"],
    [use.cam && health.picture === "off", "no-picture"],
    [health.sound === "silent", "silent"],
    [health.sound === "muted", "muted"],
    [use.mic && health.sound === "off", "no-sound"],
    [health.sound === "clipping", "clipping"],
    [health.speaker === "blocked", "blocked"],
    [(health.loss ?? 0) > WEAK.loss || (health.rtt ?? 0) > WEAK.rtt, "line"],
    [health.battery !== null && health.battery < LOW_BATTERY && !health.charging, "battery"],
  ];
  return found.filter(([holds]) => holds).map(([, trouble]) => trouble);
}

export function troubleWord(trouble: Trouble): Word {
  const words: Record<Trouble, Word> = {
    away: { text: t("not connected"), icon: "unplugged", tone: "danger" },
    lost: { text: t("connection lost"), icon: "unplugged", tone: "danger" },
    black: { text: t("picture black"), icon: "video-off", tone: "danger" },
    frozen: { text: t("picture frozen"), icon: "video-off", tone: "danger" },
    still: { text: t("nothing moves"), icon: "video", tone: "light" },
    "no-picture": { text: t("no camera"), icon: "video-off", tone: "danger" },
    silent: { text: t("no sound"), icon: "mic-off", tone: "danger" },
    muted: { text: t("muted at the device"), icon: "mic-off", tone: "danger" },
    "no-sound": { text: t("no microphone"), icon: "mic-off", tone: "danger" },
    clipping: { text: t("too loud, clipping"), icon: "bars", tone: "light" },
    blocked: { text: t("loudspeaker needs a touch"), icon: "speaker-off", tone: "light" },
    line: { text: t("weak connection"), icon: "signal", tone: "light" },
    battery: { text: t("battery low"), icon: "warning", tone: "light" },
  };
  return words[trouble];
}

export const fineWord = (): Word => ({ text: t("works"), icon: "check", tone: "speak" });

/** What an echo test came to. */
export function echoWord({ echo, echo_ms: ms }: Pick<Health, "echo" | "echo_ms">): string {
  const words: Record<Health["echo"], string> = {
    none: "",
    running: t("The echo test is running …"),
    heard: t("Echo test: the microphone hears the loudspeaker after {ms} ms.", { ms: ms ?? 0 }),
    unheard: t("Echo test: the microphone does not hear the loudspeaker."),
    failed: t("The echo test could not be made. Touch the page of the device once, then try again."),
  };
  return words[echo];
}
