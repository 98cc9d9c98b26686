/**
 * Screens that people share where one is: the newest of the others large, the rest as tiles that can be made large. Of
 * one's own there is a small picture, so that it does not hold a picture of itself without end.
 */
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { useApp } from "./app";
import { sharersHere, stageRoom } from "./company";
import { FullScreen } from "./FullScreen";
import { ownTracks } from "./sharing";

/** At a stage they stand in its picture. */
export function SharedScreens() {
  const app = useApp();
  const people = sharersHere(app);
  if (people.length === 0 || stageRoom(app) !== null) return null;
  const others = people.filter((each) => each !== app.hub.self.value);
  const chosen = others.find((each) => each === app.layout.largeScreen.value) ?? others[0] ?? people[0];
  return (
    <section class="shared-screens" aria-label={t("Shared screens")}>
      {chosen !== undefined && <Large person={chosen} />}
      {people.length > 1 && (
        <ul class="shared-others">
          {people
            .filter((each) => each !== chosen)
            .map((each) => (
              <li key={each}>
                <Small person={each} />
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

/** What a screen is called, and its picture; one's own is the one the browser hands out. */
function useScreen(person: string) {
  const app = useApp();
  const isOwn = person === app.hub.self.value;
  const name = isOwn ? t("Your screen") : t("Screen of {name}", { name: app.hub.nameOf(person) });
  return { isOwn, name, track: ownTracks(app).get(`${person}/screen`) ?? null };
}

function Large({ person }: { person: string }) {
  const box = useRef<HTMLElement>(null);
  const { isOwn, name, track } = useScreen(person);
  return (
    <figure ref={box} class={`tile shared-large ${isOwn ? "own" : ""}`}>
      {track ? (
        <Picture track={track} label={name} />
      ) : (
        <p class="stage-note">{t("The picture is on its way …")}</p>
      )}
      <div class="stage-top">
        <StopSharing />
        <span class="grow" />
        {!isOwn && track && <FullScreen box={box} />}
      </div>
      <figcaption class="tag">
        <Icon name="screen" />
        <span class="clip">{name}</span>
      </figcaption>
    </figure>
  );
}

function Small({ person }: { person: string }) {
  const app = useApp();
  const { isOwn, name, track } = useScreen(person);
  const inside = (
    <>
      {track && <Picture track={track} label={name} />}
      <span class="tag">
        <span class="clip">{name}</span>
      </span>
    </>
  );
  if (isOwn) return <div class="tile">{inside}</div>;
  return (
    <button
      type="button"
      class="tile"
      aria-label={t("Show large: {name}", { name })}
      onClick={() => {
        app.layout.largeScreen.value = person;
      }}
    >
      {inside}
    </button>
  );
}

/** Ends one's own sharing from the picture. */
export function StopSharing() {
  const app = useApp();
  if (app.sharing.track.value === null) return null;
  return (
    <Button size="s" kind="danger" icon="screen-off" onClick={() => app.sharing.stop()}>
      {t("Stop sharing")}
    </Button>
  );
}
