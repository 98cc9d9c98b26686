/** A sheet on which all in the room draw: pen, eraser, colours, one's own undo, files, and a description in words. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { changeOf } from "../notes/plain";
import type { Provider } from "../notes/provider";
import { RefusedNote, SaveChip } from "../notes/SaveState";
import { useProvider } from "../notes/useProvider";
import { Button, IconButton } from "../ui/Button";
import { Menu, MenuItem } from "../ui/Menu";
import { toast } from "../ui/Toast";
import { Drawing } from "./Drawing";
import { pngFile, save, svgFile } from "./exports";
import { Sheet } from "./sheet";
import { COLOURS, type Colour, svgOf, WIDTHS } from "./strokes";

const WORDS_MOST = 1000;

export interface Tool {
  kind: "pen" | "eraser";
  colour: Colour;
  width: number;
}

const colourWord = (colour: Colour): string =>
  ({
    ink: t("Black"),
    petrol: t("Petrol"),
    brick: t("Red"),
    ochre: t("Ochre"),
    navy: t("Blue"),
    leaf: t("Green"),
  })[colour];

export default function SketchView({ board }: { board: string }) {
  const turn = useSignal(0);
  const provider = useProvider(`${board}:sketch`, turn.value);
  const sheet = useMemo(() => new Sheet(provider), [provider]);
  useEffect(() => () => sheet.close(), [sheet]);
  const tool = useSignal<Tool>({ kind: "pen", colour: "ink", width: WIDTHS[0] });
  const write = provider.write.value;
  return (
    <div class="sketch">
      <div class="notes-head row">
        <span class="grow" />
        <SaveChip state={provider.state.value} write={write} />
        <FileMenu sheet={sheet} mayClear={write} />
      </div>
      {provider.refused.value !== null && (
        <RefusedNote
          code={provider.refused.value}
          text=""
          onAgain={() => {
            provider.refused.value = null;
            turn.value++;
          }}
        />
      )}
      <Drawing sheet={sheet} tool={tool.value} write={write} />
      {write && (
        <Tools
          tool={tool.value}
          onTool={(chosen) => {
            tool.value = chosen;
          }}
          sheet={sheet}
        />
      )}
      <Description provider={provider} sheet={sheet} />
    </div>
  );
}

interface ToolsProps {
  tool: Tool;
  sheet: Sheet;
  onTool(tool: Tool): void;
}

function Tools({ tool, sheet, onTool }: ToolsProps) {
  const [thin, thick] = WIDTHS;
  return (
    <div class="sketch-tools row wrap" role="toolbar" aria-label={t("Drawing")}>
      {COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={`ink ${colour}`}
          aria-label={colourWord(colour)}
          title={colourWord(colour)}
          aria-pressed={tool.kind === "pen" && tool.colour === colour}
          onClick={() => onTool({ ...tool, kind: "pen", colour })}
        />
      ))}
      <Button
        size="s"
        kind={tool.width === thick ? "soft" : "quiet"}
        aria-pressed={tool.width === thick}
        onClick={() => onTool({ ...tool, kind: "pen", width: tool.width === thick ? thin : thick })}
      >
        {t("Thick")}
      </Button>
      <IconButton
        size="s"
        kind={tool.kind === "eraser" ? "soft" : "quiet"}
        icon="eraser"
        label={t("Eraser")}
        aria-pressed={tool.kind === "eraser"}
        onClick={() => onTool({ ...tool, kind: tool.kind === "eraser" ? "pen" : "eraser" })}
      />
      <IconButton
        size="s"
        kind="quiet"
        icon="return"
        label={t("Undo mine")}
        onClick={() => sheet.undo.undo()}
      />
    </div>
  );
}

function FileMenu({ sheet, mayClear }: { sheet: Sheet; mayClear: boolean }) {
  const svg = () => svgOf(sheet.strokes.value, sheet.words.value || t("Sketch"));
  const png = () =>
    pngFile(svg()).then(
      (blob) => save(blob, "sketch.png"),
      () => toast(() => t("The picture could not be made.")),
    );
  const clear = () => {
    sheet.clear();
    toast(() => t("The sheet is empty."), [{ label: t("Undo"), run: () => sheet.undo.undo() }]);
  };
  return (
    <Menu label={t("The whole sketch")} icon="more" size="s">
      <MenuItem icon="download" onPick={() => save(svgFile(svg()), "sketch.svg")}>
        {t("Save as SVG")}
      </MenuItem>
      <MenuItem icon="download" onPick={() => void png()}>
        {t("Save as PNG")}
      </MenuItem>
      {mayClear && sheet.strokes.value.length > 0 && (
        <MenuItem icon="trash" onPick={clear}>
          {t("Empty the sheet")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** The sketch in words, written by all as the notes are. */
function Description({ provider, sheet }: { provider: Provider; sheet: Sheet }) {
  const app = useApp();
  const id = `sketch-words-${app.me.id}`;
  return (
    <div class="field sketch-words">
      <label for={id}>{t("What can be seen, in words")}</label>
      <textarea
        id={id}
        class="input"
        rows={2}
        maxLength={WORDS_MOST}
        readOnly={!provider.write.value}
        value={sheet.words.value}
        onInput={({ currentTarget }) => {
          const change = changeOf(sheet.words.value, currentTarget.value);
          if (change !== null) sheet.describe(change);
        }}
      />
      <span class="hint">{t("For those who cannot see the sketch. It goes into the file too.")}</span>
    </div>
  );
}
