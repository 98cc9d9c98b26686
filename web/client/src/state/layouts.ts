/** How the stages' pictures are laid out: by their hosts for all, and by this tab for itself. */
import { signal } from "@preact/signals";
import type { DurableEvents, Snapshot } from "../protocol.gen";
import { recallHere, rememberHere } from "./memory";

export type StageLayout = DurableEvents["stage.laid_out"]["layout"];

const USUAL: StageLayout = "speaker";
const KEY = "layouts";

type Table = Readonly<Record<string, StageLayout>>;

export class Layouts {
  readonly #laid = signal<Table>({});
  readonly #own = signal<Table>(recallHere(KEY, {}));

  /** As the hosts lay the stage out. */
  hosts(stage: string): StageLayout {
    return this.#laid.value[stage] ?? USUAL;
  }

  /** What was chosen in this tab, remembered as long as it is open. */
  own(stage: string): StageLayout | null {
    return this.#own.value[stage] ?? null;
  }

  of(stage: string): StageLayout {
    return this.own(stage) ?? this.hosts(stage);
  }

  /** Takes a layout for this tab; null follows the hosts again. */
  choose(stage: string, layout: StageLayout | null): void {
    const { [stage]: _, ...others } = this.#own.value;
    this.#own.value = layout === null ? others : { ...others, [stage]: layout };
    rememberHere(KEY, this.#own.value);
  }

  restore({ layouts }: Snapshot): void {
    this.#laid.value = layouts;
  }

  durable(type: string, data: unknown): void {
    if (type !== "stage.laid_out") return;
    const { stage, layout } = data as DurableEvents["stage.laid_out"];
    this.#laid.value = { ...this.#laid.value, [stage]: layout };
  }
}
