/** What a phone in the hall does: the stage's one list, with its verbs under the thumb. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { CaptionLine, CaptionMenu } from "../captions/Captions";
import { ChannelChoice } from "../interpreting/ChannelChoice";
import { StandProvider, sitsHere } from "../queue/stand";
import { ReactionBar } from "../reactions/ReactionBar";
import { RecordingSign } from "../recording/Sign";
import { TakingPart } from "../TakingPart";
import type { PhoneVisit } from "./visit";

export function Inside({ visit }: { visit: PhoneVisit }) {
  const { follower } = visit;
  return (
    <>
      <Line visit={visit} />
      {follower.hub.you.value === null ? (
        <div class="phone-wait">
          <Bones lines={4} label={t("The list is loading")} />
        </div>
      ) : (
        <StandProvider value={follower.stand()}>
          <StillHere visit={visit} />
          <div class="phone-captions">
            <RecordingSign hub={follower.hub} stage={follower.stage} />
            <CaptionMenu small />
            <ChannelChoice small begin={() => visit.earpiece.begin()} end={() => visit.earpiece.end()} />
            <CaptionLine />
          </div>
          <TakingPart look="phone" />
          <div class="phone-react">
            <ReactionBar />
          </div>
        </StandProvider>
      )}
      <Leave visit={visit} />
    </>
  );
}

/** The hub has told of one's seat by then (ms). */
const SEATED_WITHIN = 3000;

/** A stay ends by itself after the last session: whoever is still there says so with one press. */
function StillHere({ visit: { follower } }: { visit: PhoneVisit }) {
  const stand = follower.stand();
  const sits = sitsHere(stand);
  const [isMissed, setMissed] = useState(false);
  useEffect(() => {
    if (sits) setMissed(false);
    // Whoever has just come in is not seated yet.
    const timer = sits ? undefined : setTimeout(() => setMissed(true), SEATED_WITHIN);
    return () => clearTimeout(timer);
  }, [sits]);
  return (
    <div role="status">
      {isMissed && !sits && (
        <p class="note light phone-line">
          <Icon name="pin" />
          <span class="grow">{t("You are no longer shown in the hall.")}</span>
          <Button size="s" onClick={() => void stand.do("visitor.attend", { stage: stand.stage })}>
            {t("I am in the hall")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Says when the line is cut; what was pressed meanwhile goes out afterwards. */
function Line({ visit }: { visit: PhoneVisit }) {
  const isOnline = useOnline();
  const isCut = visit.follower.link.value === "broken" || !isOnline;
  return (
    <div role="status">
      {isCut && (
        <p class="note light phone-line">
          <Icon name="unplugged" />
          <span>
            <b>
              {isOnline
                ? t("Connection lost. We are reconnecting.")
                : t("Your phone has no network at the moment.")}
            </b>{" "}
            {t("What you send now goes out afterwards.")}
          </span>
        </p>
      )}
    </div>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}

function Leave({ visit }: { visit: PhoneVisit }) {
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    await visit.leave();
  };
  return (
    <div class="phone-leave">
      <p class="hint">
        {t(
          "This page is for people who sit in the hall: it sends nothing, and plays nothing but an interpreter, if you ask for one.",
        )}
      </p>
      <Button kind="quiet" icon="leave" busy={leaving && t("Leaving …")} onClick={() => void leave()}>
        {t("Leave the hall")}
      </Button>
    </div>
  );
}
