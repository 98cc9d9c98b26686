/** Workshops with minors in a dialog of their own: named adults need not be hosts. */
import { t } from "../i18n/i18n";
import { Dialog } from "../ui/Dialog";
import { MinorsPart } from "./MinorsPart";

export default function MinorsDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={t("Workshops with minors")} onClose={onClose} class="desk">
      <MinorsPart />
    </Dialog>
  );
}
