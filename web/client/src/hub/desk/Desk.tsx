/** The hosts' desk: cameras, venue boxes, invitations, who is kept out, reports, what was done. Each part only for those who may. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { MinorsPart } from "../../minors/MinorsPart";
import type { Capability } from "../../protocol.gen";
import { Dialog } from "../../ui/Dialog";
import { TabBody, Tabs } from "../../ui/Tabs";
import { type App, useApp } from "../app";
import { ActList } from "./Acts";
import { Boxes } from "./boxes/Boxes";
import { Cameras } from "./Cameras";
import { Invitations } from "./Invitations";
import { KeptOutList } from "./KeptOut";
import { Reports } from "./Reports";

const SECTIONS = [
  { id: "cameras", right: "stage.key", Body: Cameras },
  { id: "boxes", right: "stage.key", Body: Boxes },
  { id: "invitations", right: "invite.create", Body: Invitations },
  { id: "kept-out", right: "visitor.ban", Body: KeptOutList },
  { id: "reports", right: "report.read", Body: Reports },
  { id: "minors", right: "minors.guard" as never, Body: MinorsPart },
  { id: "acts", right: "audit.read", Body: ActList },
] as const satisfies readonly { id: string; right: Capability; Body: () => preact.ComponentChild }[];

type Section = (typeof SECTIONS)[number];

/** The parts of the desk this visitor may use; none for most people. */
export const sectionsOf = (app: App): Section[] => SECTIONS.filter(({ right }) => app.hub.may(right));

function title(id: Section["id"]): string {
  const titles: Record<Section["id"], string> = {
    cameras: t("Cameras"),
    boxes: t("Venue boxes"),
    invitations: t("Invitations"),
    "kept-out": t("Banned"),
    reports: t("Reports"),
    minors: t("Workshops with minors"),
    acts: t("Host actions"),
  };
  return titles[id];
}

export function DeskDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const sections = sectionsOf(app);
  const [wanted, setWanted] = useState<string>(() => {
    const { value: part } = app.deskPart;
    app.deskPart.value = null;
    return app.boxCode.value === null ? (part ?? SECTIONS[0].id) : "boxes";
  });
  const chosen = sections.find(({ id }) => id === wanted) ?? sections[0];
  return (
    <Dialog title={t("Hosts' desk")} onClose={onClose} class="desk">
      {chosen ? (
        <>
          <Tabs
            label={t("Hosts' desk")}
            chosen={chosen.id}
            onChoose={setWanted}
            tabs={sections.map(({ id }) => ({ id, label: title(id) }))}
          />
          <TabBody id={chosen.id} class="desk-body">
            <chosen.Body />
          </TabBody>
        </>
      ) : (
        <p>{t("You no longer have a host's rights here.")}</p>
      )}
    </Dialog>
  );
}
