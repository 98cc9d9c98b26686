/** Composition root of the page for phones in the hall. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "../styles/phone.css";
import { hubName, readBoot } from "../boot";
import { PhonePage } from "../hall/phone/PhonePage";
import { PhoneVisit } from "../hall/phone/visit";
import { setLocale } from "../i18n/i18n";
import { followSettings } from "../state/settings";
import { words } from "../state/words";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };
const visit = new PhoneVisit(stage.id);

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${words(stage.titles)} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(<PhonePage boot={boot} visit={visit} />, root);
void visit.look();
