/** A small word with a tone; the icon says the same without the colour. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

interface ChipProps {
  tone?: "neutral" | "accent" | "light" | "speak" | "danger" | "info" | "live";
  icon?: IconName;
  children: ComponentChildren;
}

export function Chip({ tone = "neutral", icon, children }: ChipProps) {
  return (
    <span class={`chip ${tone === "neutral" ? "" : tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
