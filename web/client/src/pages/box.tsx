/** Composition root of a venue box's page: it comes in by its cookie, or shows a code. */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import "../styles/box.css";
import { hubName, readBoot } from "../boot";
import { BoxPage } from "../hall/box/BoxPage";
import { VenueBox } from "../hall/box/box";
import { type OwnBox, ownBox, Pairing } from "../hall/box/pairing";
import { setLocale, t } from "../i18n/i18n";
import { followSettings } from "../state/settings";

/** The hub may still be starting, as the device is (ms). */
const AGAIN_AFTER = 3000;

const boot = readBoot();
const box = signal<VenueBox | null>(null);
const pairing = new Pairing(() => void begin());

/** Asks until the hub answers. */
async function identity(): Promise<OwnBox | null> {
  for (;;) {
    try {
      return await ownBox();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}

async function begin(): Promise<void> {
  const own = await identity();
  if (own === null) {
    box.value = null;
    await pairing.begin();
    return;
  }
  const made = new VenueBox(own);
  made.start();
  box.value = made;
}

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${box.value?.title.value ?? t("Venue box")} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(<BoxPage boot={boot} pairing={pairing} box={box} onAgain={() => void begin()} />, root);
await begin();
