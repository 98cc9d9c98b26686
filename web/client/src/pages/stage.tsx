/** Composition root of the page for people who only watch a stage. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "../styles/stage.css";
import { hubName, readBoot } from "../boot";
import { setLocale } from "../i18n/i18n";
import { StagePage } from "../stage/StagePage";
import { Watch } from "../stage/watch";
import { followSettings } from "../state/settings";
import { words } from "../state/words";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${words(stage.titles)} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(<StagePage boot={boot} watch={new Watch(stage.id)} />, root);
