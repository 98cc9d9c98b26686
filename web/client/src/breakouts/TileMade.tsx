/** What a group has written so far, on its tile. */
import { tn } from "../i18n/i18n";
import type { GroupResult } from "../net/breakouts";
import { Icon } from "../ui/icons";

/** So many cards stand on a tile. */
const CARDS = 3;

const wordCount = (text: string): number => text.split(/\s+/).filter((each) => each !== "").length;
const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1)?.trim() ?? "";

export function Made({ made }: { made: GroupResult | null }) {
  const words = wordCount(made?.notes ?? "");
  const cards = made?.cards ?? [];
  return (
    <div class="group-made">
      <p class="row mut t12">
        <Icon name="list" size="s" />
        {tn("{n} word", "{n} words", words)} · {tn("{n} card", "{n} cards", cards.length)}
      </p>
      {made && words > 0 && <p class="made-line clip">{lastLine(made.notes)}</p>}
      {cards.slice(0, CARDS).map((card, at) => (
        <p key={`${at} ${card.text}`} class="made-card clip">
          {card.text}
        </p>
      ))}
    </div>
  );
}
