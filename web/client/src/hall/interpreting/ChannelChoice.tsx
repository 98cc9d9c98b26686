/** Which interpreter one hears, and how loud the floor stays below: a button, its dialog, and a word when nobody speaks. */
import { useId, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { change, settings } from "../../state/settings";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/icons";
import { languageName } from "../captions/writing";
import { sitsHere, useStand } from "../queue/stand";
import { type Sounding, sounding, soundingWords } from "./channels";
import { Slider } from "./Slider";
import { earphones } from "./tuning";

/** `begin` and `end` are for pages that make and give back their sound with the choice. */
interface ChoiceProps {
  small?: boolean;
  begin?(): void;
  end?(): void;
}

/** Nothing to choose where nobody interprets. */
export function ChannelChoice({ small, ...sound }: ChoiceProps) {
  const { hub, stage } = useStand();
  const [open, setOpen] = useState(false);
  if (hub.interpreting.channels(stage).length === 0) return null;
  const heard = hub.interpreting.listening(stage);
  return (
    <div class="channel-choice">
      <Button
        kind={small ? "outline" : "quiet"}
        size={small ? "s" : "m"}
        icon="headphones"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t("Interpretation: {language}", { language: heard ? languageName(heard) : t("off") })}
      </Button>
      <ChannelNote />
      {open && <ChannelDialog {...sound} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ChannelDialog({ begin, end, onClose }: ChoiceProps & { onClose(): void }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const inHall = sitsHere(stand);
  const heard = hub.interpreting.listening(stage);
  const pick = (language: string) => {
    if (inHall) earphones.value = language !== "";
    change({ channel: language });
    if (language === "") end?.();
    else begin?.();
  };
  return (
    <Dialog title={t("Interpretation")} onClose={onClose}>
      {inHall && (
        <p class="note light">
          <Icon name="headphones" />
          <span>
            <b>{t("Please use earphones.")}</b>{" "}
            {t("You sit in the hall: the interpreter is for your ears only.")}
          </span>
        </p>
      )}
      <fieldset class="channels">
        <legend>{t("What do you want to hear?")}</legend>
        <Option value="" heard={heard} onPick={pick}>
          {inHall ? t("Nothing but the hall") : t("The stage as it is")}
        </Option>
        {hub.interpreting.channels(stage).map((each) => (
          <Option key={each} value={each} heard={heard} onPick={pick}>
            {languageName(each)}
          </Option>
        ))}
      </fieldset>
      {!inHall && (
        <Slider
          label={t("How loud the stage stays below the interpreter")}
          value={settings.value.floor}
          onSlide={(floor) => change({ floor })}
        />
      )}
    </Dialog>
  );
}

interface OptionProps {
  value: string;
  heard: string | null;
  onPick(value: string): void;
  children: string;
}

function Option({ value, heard, onPick, children }: OptionProps) {
  const { hub, stage } = useStand();
  const id = useId();
  const state = value === "" ? null : sounding(hub, stage, value);
  return (
    <div class="channel">
      <input
        id={id}
        type="radio"
        name="channel"
        checked={(heard ?? "") === value}
        onChange={() => onPick(value)}
      />
      <label for={id} class="grow">
        {children}
        {state && (
          <Chip
            tone={state === "on_air" ? "live" : "neutral"}
            icon={state === "cut" ? "unplugged" : undefined}
          >
            {soundingWords(state)}
          </Chip>
        )}
      </label>
    </div>
  );
}

function noteWords(state: Sounding, language: string): string {
  if (state === "cut") return t("The interpreter into {language} is cut off.", { language });
  if (state === "silent") return t("The interpreter into {language} is silent at the moment.", { language });
  return t("Nobody interprets into {language} at the moment.", { language });
}

/** Says why one hears no interpreter though one chose to. */
function ChannelNote() {
  const stand = useStand();
  const { hub, stage } = stand;
  const heard = hub.interpreting.listening(stage);
  const state = heard === null ? "on_air" : sounding(hub, stage, heard);
  const meanwhile = sitsHere(stand) ? "" : t("Meanwhile you hear the stage.");
  return (
    <p class="channel-note" role="status">
      {heard !== null && state !== "on_air" && (
        <span>
          <Icon name={state === "cut" ? "unplugged" : "headphones"} size="s" />
          {noteWords(state, languageName(heard))} {meanwhile}
        </span>
      )}
    </p>
  );
}
