/** The visitor's own switches: microphone, camera, panel, more, leave. One set, worn by bar, panel foot and phone. */
import { t } from "../i18n/i18n";
import type { Kind } from "../media/devices";
import { canShare } from "../media/screen";
import { TalkControl } from "../minors/TalkControl";
import { noScreenWords } from "../minors/words";
import { Icon, type IconName } from "../ui/icons";
import { useHeight } from "../ui/useHeight";
import { useApp } from "./app";
import { queueStage } from "./company";
import type { PanelTab } from "./layout";
import { MoreMenu } from "./MoreMenu";
import { toggleScreen } from "./sharing";

interface ControlProps {
  icon: IconName;
  label: string;
  /** Tone of the state: on (soft petrol), off (red), plain. */
  tone?: "on" | "off" | "leave";
  pressed?: boolean;
  badge?: number;
  keys?: string;
  /** What the tooltip says beside. */
  note?: string;
  /** Why it cannot be used now; a press may say so too. */
  disabled?: string;
  onPress(): void;
}

export function Control({ icon, label, tone, pressed, badge, keys, note, disabled, onPress }: ControlProps) {
  return (
    <button
      type="button"
      class={`control ${tone ?? ""}`}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      aria-disabled={disabled === undefined ? undefined : true}
      title={[keys ? `${label} (${keys})` : label, note ?? disabled].filter(Boolean).join(". ")}
      onClick={onPress}
    >
      <Icon name={icon} />
      <span class="control-words">{label}</span>
      {badge !== undefined && badge > 0 && (
        <span class="badge">
          {badge}
          <span class="unseen"> {t("unread")}</span>
        </span>
      )}
    </button>
  );
}

/** Turns microphone or camera on or off; without the right to speak it says so. */
export function MediaControl({ kind }: { kind: Kind }) {
  const app = useApp();
  const { devices } = app;
  const on = devices.wanted.value[kind] && devices[kind].value !== null && !app.isMuted.value;
  if (kind === "mic" && app.hub.minors.isChild.value) return <TalkControl />;
  const words = kind === "mic" ? [t("Mic on"), t("Mic off")] : [t("Camera on"), t("Camera off")];
  const icons: IconName[] = kind === "mic" ? ["mic", "mic-off"] : ["video", "video-off"];
  return (
    <Control
      icon={icons[on ? 0 : 1] ?? "mic"}
      label={words[on ? 0 : 1] ?? ""}
      note={kind === "cam" && app.hub.minors.isChild.value ? t("Only the leads see your camera.") : undefined}
      tone={on ? "on" : "off"}
      pressed={on}
      keys={kind === "mic" ? "M" : "V"}
      onPress={() => void app.toggle(kind)}
    />
  );
}

/** Shares the own screen or ends it; where that cannot be, a press says why. */
function ScreenControl() {
  const app = useApp();
  const on = app.sharing.track.value !== null;
  return (
    <div class="wide-only">
      <Control
        icon={on ? "screen-off" : "screen"}
        label={on ? t("Stop sharing") : t("Share")}
        tone={on ? "on" : undefined}
        pressed={on}
        keys="B"
        disabled={noScreenWords(app) ?? undefined}
        onPress={() => toggleScreen(app)}
      />
    </div>
  );
}

function PanelControls() {
  const app = useApp();
  const isOpen = (tab: PanelTab) => app.layout.panelOpen.value && app.layout.panelTab.value === tab;
  const press = (tab: PanelTab) => (isOpen(tab) ? app.layout.hidePanel() : app.layout.showPanel(tab));
  return (
    <>
      {queueStage(app) !== null && (
        <Control
          icon="hand"
          label={t("Questions")}
          tone={isOpen("queue") ? "on" : undefined}
          pressed={isOpen("queue")}
          keys="H"
          onPress={() => press("queue")}
        />
      )}
      <Control
        icon="people"
        label={t("People")}
        tone={isOpen("people") ? "on" : undefined}
        pressed={isOpen("people")}
        keys="P"
        onPress={() => press("people")}
      />
      <Control
        icon="chat"
        label={t("Chat")}
        tone={isOpen("chat") ? "on" : undefined}
        pressed={isOpen("chat")}
        badge={app.unread.value}
        keys="C"
        onPress={() => press("chat")}
      />
    </>
  );
}

export function LeaveControl() {
  const app = useApp();
  return (
    <Control
      icon="leave"
      label={t("Leave")}
      tone="leave"
      onPress={() => {
        app.layout.dialog.value = "leave";
      }}
    />
  );
}

/** Opens the chat, with what is unread. */
export function ChatControl() {
  const app = useApp();
  return (
    <Control
      icon="chat"
      label={t("Chat")}
      badge={app.unread.value}
      keys="C"
      onPress={() => app.layout.showPanel("chat")}
    />
  );
}

/** The bar whose height the styles are told. */
export const useBar = () => useHeight("--bar-height");

/** The bar of the map on wide screens. */
export function Bar() {
  return (
    <nav ref={useBar()} class="bar card" aria-label={t("Controls")}>
      <MediaControl kind="mic" />
      <MediaControl kind="cam" />
      {canShare() && <ScreenControl />}
      <span class="rule" />
      <PanelControls />
      <span class="rule" />
      <MoreMenu />
      <LeaveControl />
    </nav>
  );
}

/** The bar at the foot of a phone. */
export function PhoneBar() {
  return (
    <nav ref={useBar()} class="phone-bar" aria-label={t("Controls")}>
      <MediaControl kind="mic" />
      <MediaControl kind="cam" />
      <PanelControls />
      <MoreMenu />
    </nav>
  );
}
