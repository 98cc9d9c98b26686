/** Chat and people over the page, where there is no room beside it. */
import { t } from "../i18n/i18n";
import { useApp } from "./app";
import { PanelHead, PanelTabs } from "./Panel";

export function PhonePanel() {
  const app = useApp();
  if (!app.panelOpen.value) return null;
  return (
    <aside class="panel card sheet" aria-label={t("With you")}>
      <PanelHead onClose={() => app.hidePanel()} />
      <PanelTabs />
    </aside>
  );
}
