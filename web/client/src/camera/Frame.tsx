/** What is around the pages of devices that bring a hall's picture: its name above, the legal pages below. */
import type { ComponentChildren } from "preact";
import type { Boot } from "../boot";
import { Announcer } from "../ui/Announcer";
import { AppearanceButton } from "../ui/Appearance";
import { Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";

interface FrameProps {
  boot: Boot;
  title: string;
  /** Whose it is, below the title. */
  place: string;
  /** The class of the page's own part. */
  class: string;
  children: ComponentChildren;
}

export function Frame({ boot, title, place, class: main, children }: FrameProps) {
  return (
    <div class="camera-page">
      <header class="camera-top">
        <Logo />
        <div class="grow">
          <h1>{title}</h1>
          <p class="mut t12">{place}</p>
        </div>
        <LanguageSwitch locales={boot.languages} />
        <AppearanceButton />
      </header>
      <main class={main} id="content">
        {children}
      </main>
      <footer class="camera-foot">
        <LegalLinks />
      </footer>
      <Announcer />
    </div>
  );
}
