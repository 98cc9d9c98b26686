/** Composition root of the camera's page. */
import { effect } from "@preact/signals";
import { render } from "preact";
import "../styles/camera.css";
import { hubName, readBoot } from "../boot";
import { CameraPage } from "../camera/CameraPage";
import { takeKey } from "../camera/key";
import { Session } from "../camera/session";
import { setLocale, t } from "../i18n/i18n";
import { isGranted } from "../media/devices";
import { followSettings } from "../state/settings";
import { words } from "../state/words";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };
const session = new Session(stage.id, takeKey(stage.id), () => words(stage.titles));

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${t("Camera for {name}", { name: words(stage.titles) })} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(<CameraPage boot={boot} session={session} />, root);
if (session.key !== "" && (await isGranted())) void session.source.open();
