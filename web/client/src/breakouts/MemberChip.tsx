/** One person of a group: taken with the pointer and laid elsewhere, or moved by the menu; and where they can be laid. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { Face } from "../ui/Face";
import { Icon } from "../ui/icons";
import { Menu, MenuItem } from "../ui/Menu";
import { nameOf, shortName } from "./words";

/** What is laid down is told by the visitor's id under this type: nothing else is taken. */
const KIND = "application/x-foyer-person";

export interface Target {
  /** A group, or null: no group. */
  id: string | null;
  title: string;
}

/** Whom the focus follows to where they are moved by their menu, and since when. */
let followed: { visitor: string; since: number } | null = null;
/** Who does not stand elsewhere after this long (ms) was not moved: the focus is not taken later. */
const FOLLOWED_FOR = 5000;

/** The focus goes with somebody whose chip is about to stand elsewhere. */
export function follow(visitor: string): void {
  followed = { visitor, since: performance.now() };
}

/** Gives the focus to who is followed, unless something else has it. */
export function catchUp(): void {
  if (followed !== null && performance.now() - followed.since > FOLLOWED_FOR) followed = null;
  const chip = document.getElementById(`person-${followed?.visitor}`);
  if (chip === null || document.activeElement !== document.body) return;
  chip.querySelector("button")?.focus();
  followed = null;
}

interface ChipProps {
  visitor: string;
  group: string | null;
  targets: readonly Target[];
  /** Without it they stay where they are. */
  onMove?: ((to: string | null) => void) | undefined;
  role?: string;
  speaks?: boolean;
  /** There is little room: the first name stands for the whole one. */
  short?: boolean;
  /** What else can be done with them. */
  children?: ComponentChildren;
}

export function MemberChip({ visitor, group, targets, onMove, role, speaks, short, children }: ChipProps) {
  const app = useApp();
  // Of many people only those are drawn again of whom something else is shown.
  const isHere = useComputed(() => app.hub.person(visitor) !== null).value;
  const isOnSite = useComputed(() => (app.hub.person(visitor)?.site ?? null) !== null).value;
  const look = app.hub.visitors.value.get(visitor)?.look;
  const name = nameOf(app, visitor);
  useEffect(() => {
    if (followed?.visitor === visitor) catchUp();
  }, [visitor]);
  const pick = (to: string | null) => {
    follow(visitor);
    onMove?.(to);
  };
  return (
    <li
      id={`person-${visitor}`}
      class={`member ${speaks ? "speaking" : ""} ${isHere ? "" : "away"}`}
      draggable={onMove !== undefined}
      onDragStart={(event) => {
        event.dataTransfer?.setData(KIND, visitor);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
      }}
    >
      {look ? <Face look={look} size={28} /> : <Icon name="person" />}
      <span class="grow member-name">
        <span class="clip" title={name}>
          {short ? shortName(app, visitor) : name}
        </span>
        {role && <span class="mut t12 clip">{role}</span>}
      </span>
      {isOnSite && (
        <span class="member-sign" title={t("on site")}>
          <Icon name="pin" size="s" />
          <span class="unseen">{t("on site")}</span>
        </span>
      )}
      {speaks && (
        <span class="member-sign on" title={t("speaks")}>
          <Icon name="bars" size="s" />
          <span class="unseen">{t("speaks")}</span>
        </span>
      )}
      {onMove && (
        <Menu label={t("Move {name}", { name })} icon="grip" size="s">
          <p role="presentation">{t("Move to")}</p>
          {targets
            .filter(({ id }) => id !== group)
            .map(({ id, title }) => (
              <MenuItem key={id ?? ""} onPick={() => pick(id)}>
                {title}
              </MenuItem>
            ))}
          {children}
        </Menu>
      )}
    </li>
  );
}

interface DropProps {
  class: string;
  onDrop(visitor: string): void;
  children: ComponentChildren;
}

/** A place where people can be laid. */
export function DropZone({ class: extra, onDrop, children }: DropProps) {
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => event.dataTransfer?.types.includes(KIND) ?? false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard each person's menu does the same
    <div
      class={`${extra} ${over ? "laid-over" : ""}`}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        // From one part of it to the next it is not left.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        const visitor = event.dataTransfer?.getData(KIND);
        setOver(false);
        if (!visitor) return;
        event.preventDefault();
        onDrop(visitor);
      }}
    >
      {children}
    </div>
  );
}
