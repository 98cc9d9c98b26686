/** The sheet itself: strokes as SVG, the one being drawn on top; the pointer draws or erases. */
import { useSignal } from "@preact/signals";
import { t, tn } from "../i18n/i18n";
import { uuid7 } from "../net/uuid7";
import { toast } from "../ui/Toast";
import type { Tool } from "./SketchView";
import type { Sheet } from "./sheet";
import { extended, INKS, POINTS_MOST, pathOf, SHEET } from "./strokes";

interface DrawingProps {
  sheet: Sheet;
  tool: Tool;
  write: boolean;
}

/** Where on the sheet the pointer is. */
function spot(event: PointerEvent): [number, number] {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  return [Math.max(0, Math.min(1, x)) * SHEET.width, Math.max(0, Math.min(1, y)) * SHEET.height];
}

export function Drawing({ sheet, tool, write }: DrawingProps) {
  const line = useSignal<readonly number[]>([]);
  const { colour, width } = tool;
  const end = () => {
    if (line.value.length >= 2) sheet.add({ id: uuid7(), colour, width, points: [...line.value] });
    line.value = [];
  };
  const go = (event: PointerEvent) => {
    const [x, y] = spot(event);
    if (tool.kind === "eraser") {
      sheet.erase(x, y);
      return;
    }
    line.value = extended(line.value, x, y);
    if (line.value.length < POINTS_MOST * 2) return;
    const last = line.value.slice(-2);
    end();
    line.value = last;
  };
  const down = (event: PointerEvent) => {
    if (!write || event.button !== 0) return;
    if (sheet.isFull) toast(() => t("The sheet is full. Erase something first."));
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    go(event);
  };
  const move = (event: PointerEvent) => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) go(event);
  };
  const count = tn("Sketch with {n} stroke", "Sketch with {n} strokes", sheet.strokes.value.length);
  return (
    <svg
      class={`sketch-sheet ${write ? tool.kind : ""}`}
      viewBox={`0 0 ${SHEET.width} ${SHEET.height}`}
      role="img"
      aria-label={sheet.words.value || count}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <g fill="none" stroke-linecap="round" stroke-linejoin="round">
        {sheet.strokes.value.map((each) => (
          <path key={each.id} d={pathOf(each.points)} stroke={INKS[each.colour]} stroke-width={each.width} />
        ))}
        {line.value.length > 0 && <path d={pathOf(line.value)} stroke={INKS[colour]} stroke-width={width} />}
      </g>
    </svg>
  );
}
