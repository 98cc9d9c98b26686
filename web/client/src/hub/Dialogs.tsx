/** The dialogs of the hub: one at a time, named by the page's state. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { DeviceCheck } from "../join/DeviceCheck";
import { Figure } from "../join/Figure";
import * as session from "../net/session";
import type { Role } from "../protocol.gen";
import { remember } from "../state/memory";
import { AppearanceDialog } from "../ui/Appearance";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, Field, FieldError } from "../ui/Field";
import { useApp } from "./app";
import { KEYS } from "./keys";
import { SearchDialog } from "./Search";
import { roleWord } from "./words";

export function Dialogs() {
  const app = useApp();
  const close = () => {
    app.dialog.value = null;
  };
  switch (app.dialog.value) {
    case "search":
      return <SearchDialog onClose={close} />;
    case "keys":
      return <KeysDialog onClose={close} />;
    case "display":
      return <AppearanceDialog onClose={close} />;
    case "devices":
      return <DevicesDialog onClose={close} />;
    case "invite":
      return <InviteDialog onClose={close} />;
    case "leave":
      return <LeaveDialog onClose={close} />;
    case "profile":
      return <ProfileDialog onClose={close} />;
    default:
      return null;
  }
}

interface CloseProps {
  onClose(): void;
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

const HOURS = ["4", "24", "168", "720"];

function InviteDialog({ onClose }: CloseProps) {
  const app = useApp();
  const [role, setRole] = useState<Role>("member");
  const [hours, setHours] = useState("24");
  const [uses, setUses] = useState("10");
  const [url, setUrl] = useState("");
  const [failed, setFailed] = useState<string | null>(null);
  const isAdmin = app.hub.you.value?.role === "administrator";
  const roles: Role[] = isAdmin
    ? ["moderator", "speaker", "member", "guest"]
    : ["speaker", "member", "guest"];
  const make = async () => {
    setFailed(null);
    try {
      setUrl(await session.invite(role, Number(hours), Number(uses)));
    } catch (error) {
      setFailed(
        error instanceof Error && error.message ? error.message : t("That did not work. Please try again."),
      );
    }
  };
  const words: Record<string, string> = {
    4: t("4 hours"),
    24: t("a day"),
    168: t("a week"),
    720: t("30 days"),
  };
  return (
    <Dialog
      title={t("Whom do you want to invite?")}
      onClose={onClose}
      verbs={
        <Button kind="primary" onClick={() => void make()}>
          {t("Make a link")}
        </Button>
      }
    >
      <Choice
        label={t("Role")}
        value={role}
        onPick={(value) => setRole(value as Role)}
        options={roles.map((value) => ({ value, label: roleWord(value) }))}
      />
      <Choice
        label={t("Valid for")}
        value={hours}
        onPick={setHours}
        options={HOURS.map((value) => ({ value, label: words[value] ?? value }))}
      />
      <Choice
        label={t("People who may use it")}
        value={uses}
        onPick={setUses}
        options={["1", "10", "100", "500"].map((value) => ({ value, label: value }))}
      />
      {failed && <FieldError text={failed} />}
      {url && <InviteLink url={url} />}
    </Dialog>
  );
}

function InviteLink({ url }: { url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <div class="col gap-1">
      <Field
        label={t("Invitation link")}
        hint={t("Whoever has this link gets the role. Give it only to those you mean.")}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <Button size="s" icon="link" onClick={() => void copy()}>
          {t("Copy")}
        </Button>
        <span class="mut t13" role="status">
          {copied ? t("Copied") : ""}
        </span>
      </div>
    </div>
  );
}

function LeaveDialog({ onClose }: CloseProps) {
  const app = useApp();
  const [going, setGoing] = useState(false);
  const leave = async () => {
    setGoing(true);
    await app.leave();
  };
  return (
    <Dialog
      title={t("Leave the hub?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Stay")}</Button>
          <Button kind="danger" icon="leave" busy={going && t("Leaving …")} onClick={() => void leave()}>
            {t("Leave")}
          </Button>
        </>
      }
    >
      <p>{t("Your figure disappears from the hub. In this browser you can come back as yourself.")}</p>
    </Dialog>
  );
}

function ProfileDialog({ onClose }: CloseProps) {
  const app = useApp();
  const self = app.hub.person(app.hub.self.value ?? "");
  const [name, setName] = useState(self?.name ?? app.me.name);
  const [look, setLook] = useState(self?.look ?? app.me.look);
  const save = async () => {
    remember("name", name.trim());
    remember("look", look);
    const isNamed = name.trim() === self?.name || (await app.do("visitor.rename", { name: name.trim() }));
    if (isNamed && (await app.do("visitor.dress", { look }))) onClose();
  };
  return (
    <Dialog
      title={t("Name and figure")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            disabled={name.trim() === "" && t("Please enter a name.")}
            onClick={() => void save()}
          >
            {t("Save")}
          </Button>
        </>
      }
    >
      <Field
        label={t("Your name")}
        value={name}
        maxLength={40}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Figure look={look} onChange={setLook} />
    </Dialog>
  );
}
