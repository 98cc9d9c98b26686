/** What stands where nothing is yet, where something failed, and where something is on its way. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

export function Empty({
  icon,
  words,
  children,
}: {
  icon: IconName;
  words: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p>{words}</p>
      {children}
    </div>
  );
}

/** Grey lines where a list will be; they show only when it takes longer than a moment. */
export function Bones({ lines, label }: { lines: number; label: string }) {
  return (
    <div class="col gap-3" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} class="bone" />
      ))}
    </div>
  );
}
