/** The way in from the QR code: a name if one likes, and one button. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { NameField } from "../../join/NameField";
import { recall, remember } from "../../state/memory";
import { Button } from "../../ui/Button";
import { Face } from "../../ui/Face";
import { FieldError } from "../../ui/Field";
import { endingWords } from "./endings";
import type { PhoneVisit } from "./visit";

export function Door({ visit, nameLength }: { visit: PhoneVisit; nameLength: number }) {
  const [name, setName] = useState(recall("name", ""));
  const known = visit.known.value;
  const end = endingWords(visit.follower.closedBy.value);
  const enter = () => {
    if (!known && name.trim() !== "") remember("name", name.trim());
    void visit.enter(name);
  };
  return (
    <form
      class="phone-door"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      {end.text !== "" && <p class="note light">{end.text}</p>}
      <p>{t("Ask, vote and raise your hand from your seat. You need no account.")}</p>
      {known ? (
        <p class="row">
          <Face look={known.look} size={40} />
          <b class="grow">{t("You take part as {name}.", { name: known.name })}</b>
        </p>
      ) : (
        <NameField
          name={name}
          most={nameLength}
          hint={t("Everybody can read it. You may leave it empty.")}
          large
          onName={setName}
        />
      )}
      {visit.failed.value !== null && (
        <FieldError
          text={visit.failed.value || t("The hub cannot be reached. Check your network and try again.")}
        />
      )}
      {end.again && (
        <Button
          type="submit"
          kind="primary"
          size="l"
          iconAfter="enter"
          wide
          busy={visit.entering.value && t("Entering …")}
        >
          {t("Take part")}
        </Button>
      )}
      <p class="hint">
        {t(
          "This page is for people who sit in the hall: it sends nothing, and plays nothing but an interpreter, if you ask for one.",
        )}{" "}
        <a href={`/stage/${encodeURIComponent(visit.follower.stage)}`}>
          {t("Not in the hall? Watch from here.")}
        </a>{" "}
        · <a href="/check-in">{t("My code for the door")}</a>
      </p>
    </form>
  );
}
