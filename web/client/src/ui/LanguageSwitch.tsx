/** The languages of the hub by their own names; a switch takes effect at once. */
import { type Locale, locale, setLocale, t } from "../i18n/i18n";
import { chooseLanguage } from "../net/session";

const NAMES: Record<Locale, string> = { de: "Deutsch", en: "English" };

/** Switches the page; the server hears of it for its own pages, and may miss it without harm. */
export function switchLanguage(wanted: Locale): void {
  void setLocale(wanted);
  chooseLanguage(wanted).catch(() => undefined);
}

export function LanguageSwitch({ locales }: { locales: readonly Locale[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons are no form
    <div class="seg" role="group" aria-label={t("Language")}>
      {locales.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === locale.value}
          onClick={() => switchLanguage(each)}
        >
          {NAMES[each]}
        </button>
      ))}
    </div>
  );
}

export { NAMES as LANGUAGE_NAMES };
