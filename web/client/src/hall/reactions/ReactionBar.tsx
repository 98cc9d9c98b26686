/** Five reactions at one press each. */
import { useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { useStand } from "../queue/stand";
import { KINDS, type Kind, kindWord, SIGNS } from "./kinds";

/** Presses in a row, and milliseconds until another one counts: what the hub takes of one person. */
const AT_ONCE = 5;
const EACH = 500;

export function ReactionBar() {
  const stand = useStand();
  const presses = useRef({ used: 0, at: 0 });
  if (!stand.hub.may("stage.react")) return null;
  const react = (kind: Kind) => {
    const now = performance.now();
    const used = Math.max(0, presses.current.used - (now - presses.current.at) / EACH);
    if (used > AT_ONCE - 1) return;
    presses.current = { used: used + 1, at: now };
    void stand.do("stage.react", { stage: stand.stage, kind });
  };
  return (
    <fieldset class="reactions card" aria-label={t("Reactions")}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-label={kindWord(kind)}
          title={kindWord(kind)}
          onClick={() => react(kind)}
        >
          <span aria-hidden="true">{SIGNS[kind]}</span>
        </button>
      ))}
    </fieldset>
  );
}
