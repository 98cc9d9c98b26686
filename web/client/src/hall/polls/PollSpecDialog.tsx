/** Writing a poll: kind, question, options, whether names are kept, when the result is seen. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { PollSpec } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Area, Choice, Field, Segments, Switch } from "../../ui/Field";

type Kind = PollSpec["kind"];

const NEW: PollSpec = {
  question: "",
  kind: "single",
  options: [],
  most: 1,
  anonymous: true,
  results: "live",
};
const MOST_WORDS = 3;

const kinds = (): { value: Kind; label: string }[] => [
  { value: "single", label: t("One answer") },
  { value: "multiple", label: t("Several answers") },
  { value: "rating", label: t("Rating from 1 to 5") },
  { value: "words", label: t("Word cloud") },
  { value: "ranking", label: t("Ranking") },
];

const hasOptions = (kind: Kind): boolean => kind !== "rating" && kind !== "words";

interface SpecProps {
  title: string;
  /** What the button that keeps it says. */
  verb: string;
  spec?: PollSpec;
  /** Keeps it; whether that was done. */
  onSave(spec: PollSpec): Promise<boolean>;
  onClose(): void;
}

export function PollSpecDialog({ title, verb, spec: given, onSave, onClose }: SpecProps) {
  const [spec, setSpec] = useState<PollSpec>(given ?? NEW);
  const [lines, setLines] = useState(spec.options.join("\n"));
  const set = (part: Partial<PollSpec>) => setSpec({ ...spec, ...part });
  const options = lines.split("\n").filter((each) => each.trim() !== "");
  const ready = spec.question.trim() !== "" && (!hasOptions(spec.kind) || options.length >= 2);
  const save = async () => {
    if (await onSave({ ...spec, options, most: mostOf(spec, options) })) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            disabled={!ready && t("A poll needs a question, and two answers or more.")}
            onClick={() => void save()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <Choice
        label={t("Kind of poll")}
        value={spec.kind}
        options={kinds()}
        onPick={(kind) => set({ kind: kind as Kind, most: kind === "multiple" ? 2 : 1 })}
      />
      <Field
        label={t("Your question")}
        value={spec.question}
        maxLength={300}
        autofocus
        dir="auto"
        onInput={(event) => set({ question: event.currentTarget.value })}
      />
      {hasOptions(spec.kind) && (
        <Area label={t("Answers, one a line")} rows={4} dir="auto" value={lines} onWrite={setLines} />
      )}
      <MostChoice spec={spec} options={options} onPick={(most) => set({ most })} />
      <Segments
        label={t("People see the result")}
        value={spec.results}
        onPick={(results) => set({ results: results as PollSpec["results"] })}
        options={[
          { value: "live", label: t("while they vote") },
          { value: "after", label: t("when it is closed") },
        ]}
      />
      <Switch
        label={t("Anonymous")}
        hint={t("Who chose what is shown to nobody, and forgotten when the poll is closed.")}
        on={spec.anonymous}
        onTurn={(anonymous) => set({ anonymous })}
      />
    </Dialog>
  );
}

/** As many answers or words as a ballot may hold. */
function MostChoice({
  spec,
  options,
  onPick,
}: {
  spec: PollSpec;
  options: string[];
  onPick(most: number): void;
}) {
  if (spec.kind !== "multiple" && spec.kind !== "words") return null;
  const most = spec.kind === "words" ? MOST_WORDS : Math.max(2, options.length);
  return (
    <Choice
      label={spec.kind === "words" ? t("Words each person may write") : t("Answers each person may choose")}
      value={String(Math.min(spec.most, most))}
      onPick={(value) => onPick(Number(value))}
      options={Array.from({ length: most }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))}
    />
  );
}

const mostOf = (spec: PollSpec, options: string[]): number =>
  spec.kind === "multiple" ? Math.min(spec.most, options.length) : spec.most;
