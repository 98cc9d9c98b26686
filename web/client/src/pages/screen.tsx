/** Composition root of the venue screen. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "../styles/screen-page.css";
import { hubName, readBoot } from "../boot";
import { ScreenPage } from "../hall/screen/ScreenPage";
import { Visit } from "../hall/screen/visit";
import { setLocale, t } from "../i18n/i18n";
import { words } from "../state/words";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };

await setLocale(boot.language);
effect(() => {
  document.title = `${t("Venue screen: {name}", { name: words(stage.titles) })} · ${hubName(boot)}`;
});
const visit = new Visit(stage.id);
const root = document.querySelector("#app");
if (root) render(<ScreenPage boot={boot} show={visit.show} />, root);
visit.begin();
