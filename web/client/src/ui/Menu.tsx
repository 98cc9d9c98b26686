/** A menu button after the ARIA pattern: arrows move, Escape closes, a click outside closes. */
import type { ComponentChildren, RefObject } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./Button";
import { Icon, type IconName } from "./icons";

interface MenuProps {
  label: string;
  icon: IconName;
  /** Words on the button; without them it is a square with the icon. */
  words?: string;
  kind?: "outline" | "quiet";
  size?: "s" | "m";
  children: ComponentChildren;
}

/** Between menu and button, and between menu and the window's edge. */
const GAP = 6;
const EDGE = 8;

/** Puts the menu under its button, or above where there is more room, inside the window; what is too long scrolls. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const box = button.getBoundingClientRect();
  // Measured in a corner: beside the window's edge it would be narrower than it may be.
  menu.style.left = menu.style.top = `${EDGE}px`;
  const { offsetWidth: width, scrollHeight: height } = menu;
  const left = Math.max(EDGE, Math.min(box.right - width, innerWidth - width - EDGE));
  const [above, below] = [box.top - GAP - EDGE, innerHeight - box.bottom - GAP - EDGE];
  const isUnder = height <= below || below >= above;
  const tall = Math.min(height, isUnder ? below : above);
  menu.style.left = `${left}px`;
  menu.style.top = `${isUnder ? box.bottom + GAP : box.top - GAP - tall}px`;
  menu.style.maxHeight = `${tall}px`;
}

const items = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
];

function step(menu: HTMLElement, key: string): boolean {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
  if (next === undefined) return false;
  all.at(next % all.length)?.focus();
  return true;
}

/** Opening, closing, placing and keys of a menu; `popover` goes on its element. */
export function usePopover(id: string, button: RefObject<HTMLButtonElement | null>, label: string) {
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open || !menu.current || !button.current) return;
    place(menu.current, button.current);
    items(menu.current)[0]?.focus();
  }, [open, button]);
  const popover = {
    ref: menu,
    id,
    class: "menu",
    popover: "auto" as const,
    role: "menu" as const,
    "aria-label": label,
    onToggle: (event: Event) => setOpen((event as ToggleEvent).newState === "open"),
    onKeyDown: (event: KeyboardEvent) => {
      if (!menu.current) return;
      if (step(menu.current, event.key)) event.preventDefault();
      if (event.key === "Tab") menu.current.hidePopover();
    },
    onClick: () => {
      menu.current?.hidePopover();
      button.current?.focus();
    },
  };
  return { open, toggle: () => menu.current?.togglePopover(), popover };
}

export function Menu({ label, icon, words, kind = "quiet", size = "m", children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { open, toggle, popover } = usePopover(id, button, label);
  const shared = {
    buttonRef: button,
    "aria-haspopup": "menu" as const,
    "aria-expanded": open,
    "aria-controls": id,
    onClick: toggle,
  };
  return (
    <>
      {words ? (
        <Button {...shared} kind={kind} size={size} icon={icon}>
          {words}
        </Button>
      ) : (
        <IconButton {...shared} kind={kind} size={size} icon={icon} label={label} />
      )}
      <div {...popover}>{open && children}</div>
    </>
  );
}

interface ItemProps {
  icon?: IconName;
  /** A sign of one's own in its place. */
  sign?: ComponentChildren;
  danger?: boolean;
  /** One of a group of choices: whether it is the chosen one. */
  chosen?: boolean;
  onPick(): void;
  children: ComponentChildren;
}

export function MenuItem({ icon, sign, danger, chosen, onPick, children }: ItemProps) {
  const shared = { type: "button" as const, tabIndex: -1, class: danger ? "danger" : "", onClick: onPick };
  const inside = (
    <>
      {icon ? <Icon name={icon} size="s" /> : sign}
      <span class="grow">{children}</span>
      {chosen && <Icon name="check" size="s" />}
    </>
  );
  if (chosen === undefined) {
    return (
      <button {...shared} role="menuitem">
        {inside}
      </button>
    );
  }
  return (
    <button {...shared} role="menuitemradio" aria-checked={chosen}>
      {inside}
    </button>
  );
}
