/** The hand-over between those at the same desk: asked, accepted, taken. */
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { useStand } from "../queue/stand";
import { sounding } from "./channels";

export function HandOver({ language }: { language: string }) {
  const { hub, stage } = useStand();
  const self = hub.self.value ?? "";
  const holder = hub.interpreting.holder(stage, language)?.visitor ?? null;
  const mates = hub.interpreting.atDesk(stage, language).filter((each) => each !== self);
  return (
    <section class="col gap-3" aria-label={t("Colleagues at this console")}>
      <h3>{t("Colleagues at this console")}</h3>
      {mates.length === 0 && <p class="hint">{t("Nobody else is at this console.")}</p>}
      <ul class="writers">
        {mates.map((each) => (
          <Mate key={each} visitor={each} language={language} isMine={holder === self} />
        ))}
      </ul>
      {mates.length > 0 && holder !== null && <Asking isOnAir={holder === self} />}
    </section>
  );
}

interface MateProps {
  visitor: string;
  language: string;
  /** Whether one is on air oneself. */
  isMine: boolean;
}

/** A colleague: on air or not, asking or not, and what there is to be done about it. */
function Mate({ visitor, language, isMine }: MateProps) {
  const stand = useStand();
  const { hub, stage } = stand;
  const name = hub.nameOf(visitor);
  const isOnAir = hub.interpreting.holder(stage, language)?.visitor === visitor;
  const isAsking = hub.interpreting.isAsking(stage, visitor);
  const isCut = isOnAir && sounding(hub, stage, language) === "cut";
  const take = () => void stand.do("interpreter.air", { stage, on: true });
  const give = () => void stand.do("interpreter.give", { stage, visitor });
  return (
    <li class="col gap-3">
      <p role="status">
        <b class="name">{name}</b> <span class="mut">{mateWords(isOnAir, isAsking, isCut)}</span>
      </p>
      {isOnAir && (isAsking || isCut) && (
        <Button kind="primary" icon="mic" wide onClick={take}>
          {t("Take over from {name}", { name })}
        </Button>
      )}
      {isMine && isAsking && (
        <Button kind="primary" icon="return" wide onClick={give}>
          {t("Hand over to {name}", { name })}
        </Button>
      )}
    </li>
  );
}

function mateWords(isOnAir: boolean, isAsking: boolean, isCut: boolean): string {
  if (isCut) return t("is cut off");
  if (isOnAir) return isAsking ? t("asks to be relieved") : t("is on air");
  return isAsking ? t("is ready to take over") : t("stands by");
}

/** One's own asking: to be relieved while on air, to relieve at all other times. */
function Asking({ isOnAir }: { isOnAir: boolean }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const isAsking = hub.interpreting.isAsking(stage, hub.self.value ?? "");
  const words = isOnAir ? t("Ask to be relieved") : t("Offer to take over");
  return (
    <Button
      wide
      icon="shuffle"
      aria-pressed={isAsking}
      onClick={() => void stand.do("interpreter.ask", { stage, asking: !isAsking })}
    >
      {isAsking ? t("Asked. Take it back") : words}
    </Button>
  );
}
