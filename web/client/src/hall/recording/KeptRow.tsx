/** One kept recording: its parts to be watched and saved, and its end. */
import { useState } from "preact/hooks";
import { formatDay, formatTime, locale, t, tn } from "../../i18n/i18n";
import { captionsAt, chaptersAt, fileAt, type Kept, type Part } from "../../net/recordings";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { languageName } from "../captions/writing";
import { useStand } from "../queue/stand";
import { duration, endWord, megabytes, type StopReason } from "./words";

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

export function KeptRow({ kept }: { kept: Kept }) {
  const [isAsking, setAsking] = useState(false);
  const { parts } = kept;
  const when = `${formatDay(kept.at)}, ${formatTime(kept.at)}`;
  const facts = [
    duration(sum(parts.map(({ length }) => length))),
    megabytes(sum(parts.map(({ size }) => size)), locale.value),
    ...(parts.length > 1 ? [tn("{n} part", "{n} parts", parts.length)] : []),
    ...(kept.until === null ? [] : [t("until {date}", { date: formatDay(kept.until) })]),
  ];
  return (
    <li class="kept-recording">
      <div class="row">
        <p class="grow">
          <b>{when}</b>
          <span class="mut t12 num">{facts.join(" · ")}</span>
        </p>
        <IconButton
          kind="quiet"
          size="s"
          icon="trash"
          label={t("Delete the recording of {when}", { when })}
          onClick={() => setAsking(true)}
        />
      </div>
      {endWord(kept.reason as StopReason) && <p class="hint">{endWord(kept.reason as StopReason)}</p>}
      {parts.length === 0 && <p class="hint">{t("Its file is not there yet, or nothing was recorded.")}</p>}
      <ul class="kept-parts">
        {parts.map((part) => (
          <PartRow key={part.file} kept={kept} part={part} />
        ))}
      </ul>
      {isAsking && <Deleting kept={kept} when={when} onClose={() => setAsking(false)} />}
    </li>
  );
}

function PartRow({ kept, part }: { kept: Kept; part: Part }) {
  const [isOpen, setOpen] = useState(false);
  const time = formatTime(part.at);
  const isPlayable = part.type === "video/webm";
  return (
    <li>
      <div class="row wrap">
        {isPlayable && (
          <Button
            size="s"
            icon="video"
            aria-expanded={isOpen}
            aria-label={
              isOpen ? t("Close the part from {time}", { time }) : t("Watch the part from {time}", { time })
            }
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t("Close") : t("Watch")}
          </Button>
        )}
        <Save href={fileAt(part, true)} label={t("Save the video from {time}", { time })}>
          {t("Video")}
        </Save>
        {kept.languages.map((each) => (
          <Save
            key={each}
            href={captionsAt(kept, part, each)}
            label={t("Save the captions ({language}) from {time}", { language: languageName(each), time })}
          >
            {t("Captions ({language})", { language: languageName(each) })}
          </Save>
        ))}
        <Save href={chaptersAt(kept, part)} label={t("Save the chapters from {time}", { time })}>
          {t("Chapters")}
        </Save>
      </div>
      {!isPlayable && (
        <p class="hint">{t("The camera sent H.264: save it and open it in a player such as VLC.")}</p>
      )}
      {isOpen && <Player kept={kept} part={part} />}
    </li>
  );
}

function Save({ href, label, children }: { href: string; label: string; children: string }) {
  return (
    <a class="btn s" href={href} download="" aria-label={label}>
      {children}
    </a>
  );
}

function Player({ kept, part }: { kept: Kept; part: Part }) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: captions are there where somebody wrote them
    <video class="kept-player" src={fileAt(part)} controls autoplay preload="metadata">
      {kept.languages.map((each, at) => (
        <track
          key={each}
          kind="captions"
          src={captionsAt(kept, part, each)}
          srclang={each}
          label={languageName(each)}
          default={at === 0}
        />
      ))}
      <track kind="chapters" src={chaptersAt(kept, part)} />
    </video>
  );
}

function Deleting({ kept, when, onClose }: { kept: Kept; when: string; onClose(): void }) {
  const stand = useStand();
  const remove = () => {
    void stand.do("recording.remove", { recording: kept.recording });
    onClose();
  };
  return (
    <Dialog
      title={t("Delete this recording?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Keep it")}</Button>
          <Button kind="danger" icon="trash" onClick={remove}>
            {t("Delete the recording")}
          </Button>
        </>
      }
    >
      <p>{t("The recording of {when} is deleted for everybody. It cannot be brought back.", { when })}</p>
    </Dialog>
  );
}
