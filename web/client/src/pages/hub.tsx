import { render } from "preact";
import "../styles/all.css";
import { setLocale, t } from "../i18n/i18n";

await setLocale(document.documentElement.lang === "de" ? "de" : "en");
const root = document.querySelector("#app");
if (root) render(<main>{t("Welcome")}</main>, root);
