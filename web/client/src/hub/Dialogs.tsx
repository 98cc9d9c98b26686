/** The dialogs of the hub: one at a time, named by the page's state. */
import { ChooseDialog, OwnGroupDialog } from "../breakouts/GroupDialogs";
import { VoteDialog } from "../breakouts/Votes";
import { MyCode } from "../hall/door/MyCode";
import { ProgrammeView } from "../hall/programme/ProgrammeView";
import { t } from "../i18n/i18n";
import { DeviceCheck } from "../join/DeviceCheck";
import { AppearanceDialog } from "../ui/Appearance";
import { Dialog } from "../ui/Dialog";
import { later } from "../ui/later";
import { useApp } from "./app";
import { DeskDialog } from "./desk/Desk";
import { InviteDialog } from "./desk/Invite";
import { FollowersDialog } from "./FollowBanner";
import { KEYS } from "./keys";
import { ForgetDialog, LeaveDialog } from "./Leaving";
import { ProfileDialog } from "./Profile";
import { SearchDialog } from "./Search";

const MinorsDialog = later(() => import("../minors/MinorsDialog"));

export function Dialogs() {
  const app = useApp();
  const close = () => {
    app.layout.dialog.value = null;
  };
  switch (app.layout.dialog.value) {
    case "search":
      return <SearchDialog onClose={close} />;
    case "keys":
      return <KeysDialog onClose={close} />;
    case "display":
      return <AppearanceDialog onClose={close} locales={app.boot.languages} />;
    case "devices":
      return <DevicesDialog onClose={close} />;
    case "desk":
      return <DeskDialog onClose={close} />;
    case "code":
      return <CodeDialog onClose={close} />;
    case "invite":
      return <InviteDialog onClose={close} />;
    case "programme":
      return <ProgrammeDialog onClose={close} />;
    case "leave":
      return <LeaveDialog onClose={close} />;
    case "forget":
      return <ForgetDialog onClose={close} />;
    case "group":
      return <OwnGroupDialog onClose={close} />;
    case "groups":
      return <ChooseDialog onClose={close} />;
    case "vote":
      return <VoteDialog onClose={close} />;
    case "minors":
      return <MinorsDialog onClose={close} />;
    case "followers":
      return <FollowersDialog onClose={close} />;
    case "profile":
      return <ProfileDialog onClose={close} />;
    default:
      return null;
  }
}

interface CloseProps {
  onClose(): void;
}

function CodeDialog({ onClose }: CloseProps) {
  const app = useApp();
  return (
    <Dialog title={t("My code for the door")} onClose={onClose}>
      <MyCode name={app.hub.nameOf(app.me.id) || app.me.name} />
    </Dialog>
  );
}

function ProgrammeDialog({ onClose }: CloseProps) {
  return (
    <Dialog title={t("Programme")} onClose={onClose} class="programme-dialog">
      <ProgrammeView />
    </Dialog>
  );
}

function KeysDialog({ onClose }: CloseProps) {
  return (
    <Dialog title={t("All keys")} onClose={onClose}>
      <dl class="keys">
        {KEYS().map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd class="kbd">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        {t("Single keys never act while you write. You can turn them off under Display and controls.")}
      </p>
    </Dialog>
  );
}

function DevicesDialog({ onClose }: CloseProps) {
  const app = useApp();
  const look = app.hub.person(app.hub.self.value ?? "")?.look ?? app.me.look;
  return (
    <Dialog title={t("Camera and microphone")} onClose={onClose} class="devices-dialog">
      <DeviceCheck devices={app.devices} look={look} />
    </Dialog>
  );
}
