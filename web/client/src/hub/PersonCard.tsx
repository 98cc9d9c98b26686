/** A person clicked on the map: who it is, and what one may do. */
import { WindowCard } from "../hall/portal/WindowCard";
import { t } from "../i18n/i18n";
import { noDirectWords } from "../minors/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { FaceWithDot } from "../ui/Face";
import { useApp } from "./app";
import { OnSite } from "./PersonList";
import { PersonMenu } from "./PersonMenu";
import { doing, standing, talks } from "./words";

export function PersonCard() {
  const app = useApp();
  const person = app.hub.person(app.layout.shownPerson.value ?? "");
  if (!person) return null;
  const isInHall = person.presence === "hall";
  const noDirect = noDirectWords(app, person);
  const close = () => {
    app.layout.shownPerson.value = null;
  };
  if (person.role === "venue") return <WindowCard person={person} onClose={close} />;
  return (
    <Dialog
      title={person.name}
      onClose={close}
      verbs={
        <>
          <PersonMenu person={person} />
          {!isInHall && app.hub.may("chat.direct") && noDirect === null && (
            <Button
              icon="chat"
              onClick={() => {
                close();
                app.write(person.id);
              }}
            >
              {t("Write")}
            </Button>
          )}
          <Button
            kind="primary"
            icon="walk"
            onClick={() => {
              close();
              app.goToPerson(person.id);
            }}
          >
            {isInHall ? t("Go to the stage") : t("Go there")}
          </Button>
        </>
      }
    >
      <div class="row gap-3">
        <FaceWithDot look={person.look} presence={person.presence} talks={talks(app, person)} size={56} />
        <div>
          <p class="row wrap">
            {person.site !== null && <OnSite />}
            {doing(app, person)}
          </p>
          <p class="mut t13">
            {app.hub.minors.isMinor(person.id) ? t("In the workshop by a nick name") : standing(person.role)}
          </p>
        </div>
      </div>
      {noDirect && <p class="hint">{noDirect}</p>}
    </Dialog>
  );
}
