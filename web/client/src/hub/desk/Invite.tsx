/** Invite links: for whom, for how long, for how many. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { invite } from "../../net/hosts";
import type { Role } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Dialog } from "../../ui/Dialog";
import { Choice, FieldError } from "../../ui/Field";
import { useAttempt } from "../../ui/useAttempt";
import { useApp } from "../app";
import { roleWord } from "../words";

const HOURS = ["4", "24", "168", "720"];
const USES = ["1", "10", "100", "500"];

function hoursWord(hours: string): string {
  const words: Record<string, string> = {
    4: t("4 hours"),
    24: t("a day"),
    168: t("a week"),
    720: t("30 days"),
  };
  return words[hours] ?? hours;
}

export function InviteDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={t("Whom do you want to invite?")} onClose={onClose}>
      <InviteForm />
    </Dialog>
  );
}

export function InviteForm({ onMade }: { onMade?(): void }) {
  const app = useApp();
  const [role, setRole] = useState<Role>("member");
  const [hours, setHours] = useState("24");
  const [uses, setUses] = useState("10");
  const [url, setUrl] = useState("");
  const { failed, run } = useAttempt();
  const isAdmin = app.hub.you.value?.role === "administrator";
  const roles: Role[] = [...(isAdmin ? ["moderator" as const] : []), "speaker", "member", "guest"];
  const make = async () => {
    setUrl(await invite(role, Number(hours), Number(uses)));
    onMade?.();
  };
  return (
    <div class="col gap-4">
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
        options={HOURS.map((value) => ({ value, label: hoursWord(value) }))}
      />
      <Choice
        label={t("People who may use it")}
        value={uses}
        onPick={setUses}
        options={USES.map((value) => ({ value, label: value }))}
      />
      {failed && <FieldError text={failed} />}
      {url && (
        <CopyField
          label={t("Invitation link")}
          hint={t("Whoever has this link gets the role. Give it only to those you mean.")}
          value={url}
        />
      )}
      <div class="verbs">
        <Button kind="primary" onClick={() => void run(make)}>
          {t("Make a link")}
        </Button>
      </div>
    </div>
  );
}
