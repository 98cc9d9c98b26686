/** The venue boxes in the hosts' desk: take one in, watch over those there are, choose what the stages show. */
import { t } from "../../../i18n/i18n";
import { Empty } from "../../../ui/Empty";
import { useApp } from "../../app";
import { BoxRow } from "./BoxRow";
import { HallCode } from "./HallCode";
import { PairForm } from "./PairForm";
import { ShownPicture } from "./ShownPicture";
import { Timeline } from "./Timeline";

export function Boxes() {
  const app = useApp();
  const stages = app.places.all.value.filter((place) => place.kind === "stage").map(({ id }) => id);
  if (stages.length === 0) return <Empty icon="stage" words={t("This hub has no stage.")} />;
  return (
    <div class="col gap-5">
      <PairForm stages={stages} />
      {stages.map((stage) => (
        <Hall key={stage} stage={stage} />
      ))}
    </div>
  );
}

function Hall({ stage }: { stage: string }) {
  const app = useApp();
  const boxes = app.hub.boxes.of(stage);
  const title = app.places.title(stage);
  return (
    <section class="col gap-3" aria-label={t("Venue boxes of {name}", { name: title })}>
      <h3>{title}</h3>
      <ShownPicture stage={stage} />
      {boxes.length === 0 ? (
        <p class="sub t13">
          {t("No device yet. Open {address} on one that stands in the hall.", { address })}
        </p>
      ) : (
        <ul class="boxes">
          {boxes.map((box) => (
            <BoxRow key={box} box={box} />
          ))}
        </ul>
      )}
      <HallCode stage={stage} />
      <Timeline stage={stage} />
    </section>
  );
}

const address = `${location.host}/box`;
