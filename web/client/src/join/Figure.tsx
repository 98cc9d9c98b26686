/** Choosing the figure: ready ones first, then skin, clothes, hair and what one wears or uses. */
import { useId } from "preact/hooks";
import { HAIRS, type Look, SHIRTS, SKINS, STYLES } from "../art/look";
import { CLOTH, HAIR, SKIN } from "../art/palette";
import { avatarUrl } from "../art/urls";
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Choice, Switch } from "../ui/Field";
import { Icon } from "../ui/icons";
import { FIGURES, figureOf, surprise } from "./looks";
import { clothWord, describe, hairWord, skinWord, styleWord } from "./lookWords";

interface FigureProps {
  look: Look;
  onChange(look: Look): void;
}

export function Figure({ look, onChange }: FigureProps) {
  return (
    <div class="col gap-3">
      <div class="row">
        <h2 class="label grow">{t("Your figure")}</h2>
        <Button kind="quiet" size="s" icon="shuffle" onClick={() => onChange(surprise(look))}>
          {t("Surprise me")}
        </Button>
      </div>
      <Ready look={look} onChange={onChange} />
      <div class="dress">
        <Swatches
          legend={t("Skin")}
          values={SKINS}
          colour={(value) => SKIN[value]}
          word={skinWord}
          chosen={look.skin}
          onPick={(skin) => onChange({ ...look, skin })}
        />
        <Swatches
          legend={t("Clothes")}
          values={SHIRTS}
          colour={(value) => CLOTH[value]}
          word={clothWord}
          chosen={look.shirt}
          onPick={(shirt) => onChange({ ...look, shirt })}
        />
      </div>
      <Details look={look} onChange={onChange} />
    </div>
  );
}

/** The figure that gives way to one's own: nothing it wears or uses is missing among the others. */
const SPARE = 2;

function Ready({ look, onChange }: FigureProps) {
  const name = useId();
  const chosen = figureOf(look);
  const shown = FIGURES.map((each, at) => (at === chosen ? look : each));
  const all = chosen === -1 ? [look, ...shown.filter((_, at) => at !== SPARE)] : shown;
  return (
    <fieldset class="bare">
      <legend class="unseen">{t("Your figure")}</legend>
      <div class="picks">
        {all.map((each, at) => (
          <label key={at} class="pick">
            <input type="radio" name={name} checked={each === look} onChange={() => onChange(each)} />
            <span class="unseen">{describe(each)}</span>
            <img src={avatarUrl(each)} alt="" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SwatchesProps<Value extends string> {
  legend: string;
  values: readonly Value[];
  colour(value: Value): string;
  word(value: Value): string;
  chosen: Value;
  onPick(value: Value): void;
}

function Swatches<Value extends string>({
  legend,
  values,
  colour,
  word,
  chosen,
  onPick,
}: SwatchesProps<Value>) {
  const name = useId();
  return (
    <fieldset class="bare">
      <legend class="label">{legend}</legend>
      <div class="swatches">
        {values.map((value) => (
          <label key={value} class="swatch" style={{ backgroundColor: colour(value) }} title={word(value)}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => onPick(value)} />
            <span class="unseen">{word(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Details({ look, onChange }: FigureProps) {
  const set =
    <Key extends keyof Look>(key: Key) =>
    (value: Look[Key]) =>
      onChange({ ...look, [key]: value });
  return (
    <details class="parts">
      <summary>
        <Icon name="down" size="s" />
        {t("Hair, glasses, wheelchair and more")}
      </summary>
      <div class="col gap-3">
        <Choice
          label={t("Hair or headscarf")}
          value={look.style}
          onPick={(value) => set("style")(value as Look["style"])}
          options={STYLES.map((value) => ({ value, label: styleWord(value) }))}
        />
        <Swatches
          legend={t("Colour of hair or headscarf")}
          values={HAIRS}
          colour={(value) => HAIR[value]}
          word={hairWord}
          chosen={look.hair}
          onPick={set("hair")}
        />
        <div>
          <Switch label={t("Glasses")} on={look.glasses} onTurn={set("glasses")} />
          <Switch label={t("Beard")} on={look.beard} onTurn={set("beard")} />
          <Switch label={t("Wheelchair")} on={look.wheelchair} onTurn={set("wheelchair")} />
        </div>
      </div>
    </details>
  );
}
