/** Composition root of the pages around the door of a hall. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "../styles/door.css";
import { hubName, readBoot } from "../boot";
import { OwnCodePage, ScannedPage } from "../hall/door/CheckInPage";
import { DoorPage } from "../hall/door/DoorPage";
import { DoorVisit } from "../hall/door/visit";
import { setLocale, t } from "../i18n/i18n";
import { followSettings } from "../state/settings";

const boot = readBoot();
/** The code is a secret: it stands behind the # and does not stay in the history. */
const code = location.hash.slice(1);
if (code !== "") history.replaceState(null, "", location.pathname + location.search);

function page(): preact.ComponentChild {
  if (boot.view === "door") {
    const visit = new DoorVisit(boot.stage?.id ?? "");
    void visit.begin();
    return <DoorPage boot={boot} visit={visit} />;
  }
  return code === "" ? <OwnCodePage boot={boot} /> : <ScannedPage boot={boot} code={code} />;
}

followSettings();
await setLocale(boot.language);
effect(() => {
  const title = boot.view === "door" || code !== "" ? t("Check-in") : t("My code for the door");
  document.title = `${title} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(page(), root);
