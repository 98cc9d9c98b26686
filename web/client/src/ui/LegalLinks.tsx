/** The pages every visitor may read before and after the door. */
import { t } from "../i18n/i18n";

export function LegalLinks() {
  return (
    <nav class="legal" aria-label={t("Legal notes")}>
      <a href="/imprint">{t("Imprint")}</a>
      <a href="/privacy">{t("Privacy")}</a>
      <a href="/accessibility">{t("Accessibility")}</a>
    </nav>
  );
}
