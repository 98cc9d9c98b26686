/** Where the panel is: beside the page, as wide as one likes; over it where there is no room; a sheet on a phone. */
import { useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { useApp } from "./app";
import { PANEL } from "./layout";
import { PanelHead, PanelTabs } from "./Panel";

/** One press of an arrow key, in CSS pixels. */
const STEP = 20;

interface SideProps {
  isWide: boolean;
  /** Pictures beside it say who hears whom. */
  silent?: boolean;
}

export function SidePanel({ isWide, silent }: SideProps) {
  const { layout } = useApp();
  if (!layout.panelOpen.value) return null;
  return (
    <aside
      class={`panel card ${isWide ? "" : `sheet sheet-${layout.sheet.value}`}`}
      aria-label={t("With you")}
    >
      {isWide ? <Resizer /> : <Grip />}
      <PanelHead plain silent={silent} onClose={() => layout.hidePanel()} />
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

/** A drag of so many CSS pixels changes the height of the sheet. */
const DRAG = 40;

/** On a phone the sheet has three heights: a press makes it whole or half, a drag goes from one to the next. */
function Grip() {
  const { layout } = useApp();
  const from = useRef(0);
  const { value: size } = layout.sheet;
  const label = size === "full" ? t("Smaller") : t("Larger");
  const toggle = () => layout.size(size === "half" ? "full" : "half");
  const drop = (event: PointerEvent) => {
    const way = from.current - event.clientY;
    if (Math.abs(way) < DRAG) toggle();
    else layout.stretch(way > 0 ? 1 : -1);
  };
  return (
    <button
      type="button"
      class="grip"
      aria-label={label}
      title={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = event.clientY;
      }}
      onPointerUp={drop}
      // By keyboard; what the pointer does is done when it goes up.
      onClick={(event) => event.detail === 0 && toggle()}
    />
  );
}
