/** Choosing a nick name and a figure at the door of a workshop with minors. */
import { useState } from "preact/hooks";
import type { Look } from "../art/look";
import { t } from "../i18n/i18n";
import { Figure } from "../join/Figure";
import { unlike } from "../join/looks";
import type { MinorsDoor } from "../net/minors";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/icons";
import { failureWords } from "../ui/useAttempt";
import type { NickProps } from "./NickPage";
import { RuleList } from "./RuleList";
import { rulesInside } from "./words";

const NICK_MOST = 20;

export function NickForm({
  boot,
  way,
  info,
  door,
  fresh,
  devices,
  onEnter,
}: NickProps & { door: MinorsDoor; fresh: boolean }) {
  const [nick, setNick] = useState("");
  const [look, setLook] = useState<Look>(() => unlike((info?.faces ?? []).map((face) => face.look)));
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const view = boot.view === "list" ? "list" : "map";
  const enter = async () => {
    if (nick.trim() === "") {
      setFailed(t("Please choose a nick name."));
      return;
    }
    setBusy(true);
    setFailed(null);
    try {
      if (devices.trouble.value.mic === null) await devices.open(["mic"]);
      await onEnter({ way, nick: nick.trim(), look, fresh, view });
    } catch (error) {
      setFailed(failureWords(error, t("Something went wrong. Please try again.")));
      setBusy(false);
    }
  };
  return (
    <form
      class="nick-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <div>
        <p class="mut">{t("Workshop: {title}", { title: door.title })}</p>
        <h1>{t("What shall we call you?")}</h1>
      </div>
      <Field
        label={t("Your nick name")}
        hint={t("Please not your real name. One word, 2 to 20 letters or digits.")}
        error={failed}
        value={nick}
        maxLength={NICK_MOST}
        autocomplete="off"
        autofocus
        large
        onInput={(event) => {
          setNick(event.currentTarget.value);
          setFailed(null);
        }}
      />
      <Figure look={look} onChange={setLook} />
      <div class="note">
        <Icon name="moderator" />
        <div>
          <h2 class="t14">{t("What holds here")}</h2>
          <RuleList rules={rulesInside(true)} label={t("What holds here")} />
        </div>
      </div>
      <Button type="submit" kind="primary" size="l" iconAfter="enter" busy={busy && t("Entering …")}>
        {t("To the waiting room")}
      </Button>
    </form>
  );
}
