/** Where the panel is: beside the page, as wide as one likes; over it where there is no room; a sheet on a phone. */
import { t } from "../i18n/i18n";
import { IconButton } from "../ui/Button";
import { useApp } from "./app";
import { PANEL, SHEETS } from "./layout";
import { PanelHead, PanelTabs } from "./Panel";

/** One press of an arrow key, in CSS pixels. */
const STEP = 20;

export function SidePanel({ isWide }: { isWide: boolean }) {
  const { layout } = useApp();
  if (!layout.panelOpen.value) return null;
  return (
    <aside
      class={`panel card ${isWide ? "" : `sheet sheet-${layout.sheet.value}`}`}
      aria-label={t("With you")}
    >
      {isWide ? <Resizer /> : <SheetSizes />}
      <PanelHead onClose={() => layout.hidePanel()} />
      <PanelTabs />
    </aside>
  );
}

/** The edge of the panel: drawn with the pointer, moved by arrow keys. */
export function Resizer() {
  const { layout } = useApp();
  const width = layout.panelWidth.value;
  const keys = (event: KeyboardEvent) => {
    const wanted = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: PANEL.least,
      End: PANEL.most,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    // Arrow keys walk elsewhere on the page.
    event.stopPropagation();
    layout.widen(wanted);
  };
  const drag = (event: PointerEvent) => {
    const edge = event.currentTarget as HTMLElement;
    const panel = edge.parentElement;
    if (edge.hasPointerCapture(event.pointerId) && panel)
      layout.widen(panel.getBoundingClientRect().right - event.clientX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that moves is a separator with a value, which hr has not
    <div
      class="resizer"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("Width of the panel")}
      aria-valuenow={width}
      aria-valuemin={PANEL.least}
      aria-valuemax={PANEL.most}
      onKeyDown={keys}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}

/** On a phone the sheet has three heights. */
function SheetSizes() {
  const { layout } = useApp();
  const at = SHEETS.indexOf(layout.sheet.value);
  return (
    <div class="sheet-sizes">
      <IconButton
        kind="quiet"
        size="s"
        icon="down"
        label={t("Smaller")}
        disabled={at === 0 && t("It is as small as it can be.")}
        onClick={() => layout.stretch(-1)}
      />
      <IconButton
        kind="quiet"
        size="s"
        icon="up"
        label={t("Larger")}
        disabled={at === SHEETS.length - 1 && t("It is as large as it can be.")}
        onClick={() => layout.stretch(1)}
      />
    </div>
  );
}
