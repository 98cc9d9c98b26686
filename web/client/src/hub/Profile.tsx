/** One's own name and figure, changed while in the hub. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Figure } from "../join/Figure";
import { NameField } from "../join/NameField";
import { remember } from "../state/memory";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { useApp } from "./app";

export function ProfileDialog({ onClose }: { onClose(): void }) {
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
      <NameField name={name} most={app.info.limits.name} onName={setName} />
      <Figure look={look} onChange={setLook} />
    </Dialog>
  );
}
