/** What one may do about a message: answer it, sign it, put one's own right or take it back. */
import { useState } from "preact/hooks";
import { KINDS, kindWord, SIGNS } from "../../hall/reactions/kinds";
import { t } from "../../i18n/i18n";
import type { Message } from "../../net/wire";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Menu, MenuItem } from "../../ui/Menu";
import { type App, useApp } from "../app";
import { ReportDialog } from "../ReportDialog";
import { sign } from "./Signs";

export function MessageMenu({ message, name }: { message: Message; name: string }) {
  const app = useApp();
  const [asks, setAsks] = useState<"back" | "report" | null>(null);
  const isOwn = message.author === app.hub.self.value;
  const mayWrite = app.hub.may("chat.post");
  const mayTell = !isOwn && app.hub.may("report.file");
  if (!mayWrite && !isOwn && !mayTell && !app.hub.may("chat.delete")) return null;
  return (
    <span class="on-hover">
      <Menu label={t("What to do about the message of {name}", { name })} icon="more" size="s">
        {mayWrite && (
          <>
            <MenuItem icon="return" onPick={() => answer(app, message, "reply")}>
              {t("Answer")}
            </MenuItem>
            {KINDS.map((kind) => (
              <MenuItem
                key={kind}
                sign={<span aria-hidden="true">{SIGNS[kind]}</span>}
                onPick={() => sign(app, message, kind)}
              >
                {kindWord(kind)}
              </MenuItem>
            ))}
          </>
        )}
        {isOwn && mayWrite && (
          <MenuItem icon="scroll" onPick={() => answer(app, message, "edit")}>
            {t("Put right")}
          </MenuItem>
        )}
        {isOwn ? (
          <MenuItem icon="trash" danger onPick={() => setAsks("back")}>
            {t("Take back …")}
          </MenuItem>
        ) : (
          app.hub.may("chat.delete") && (
            <MenuItem
              icon="trash"
              danger
              onPick={() => void app.do("message.delete", { message: message.message })}
            >
              {t("Delete the message")}
            </MenuItem>
          )
        )}
        {mayTell && (
          <MenuItem icon="warning" onPick={() => setAsks("report")}>
            {t("Report to the hosts …")}
          </MenuItem>
        )}
      </Menu>
      {asks === "back" && <TakeBackDialog message={message} onClose={() => setAsks(null)} />}
      {asks === "report" && (
        <ReportDialog
          people={[{ id: message.author, name }]}
          message={message}
          leads={app.hub.minors.own.value !== null}
          onClose={() => setAsks(null)}
        />
      )}
    </span>
  );
}

/** The next words in the message's channel are about it. */
export function answer(app: App, message: Message, kind: "reply" | "edit"): void {
  app.writing.matter(message.channel).value = { kind, message };
  const area = document.querySelector<HTMLTextAreaElement>(".composer textarea");
  requestAnimationFrame(() => area?.focus());
}

function TakeBackDialog({ message, onClose }: { message: Message; onClose(): void }) {
  const app = useApp();
  const take = async () => {
    if (await app.do("message.take_back", { message: message.message })) onClose();
  };
  return (
    <Dialog
      title={t("Take the message back?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="danger" onClick={() => void take()}>
            {t("Take back")}
          </Button>
        </>
      }
    >
      <p>
        {t("Its text goes for everybody and cannot be brought back. That there was a message stays visible.")}
      </p>
    </Dialog>
  );
}
