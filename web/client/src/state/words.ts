/** Texts that come in several languages as data: names of hubs, floors and rooms. */
import { locale } from "../i18n/i18n";

/** The text in the language shown, else in any. */
export const words = (texts: Readonly<Record<string, string>>): string =>
  texts[locale.value] ?? Object.values(texts)[0] ?? "";
