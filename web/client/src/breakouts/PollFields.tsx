/** Questions that are prepared with a plan, and put to everybody with one press. */
import { useState } from "preact/hooks";
import { PollSpecDialog } from "../hall/polls/PollSpecDialog";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { PollSpec } from "../protocol.gen";
import { Button, IconButton } from "../ui/Button";
import type { PartProps } from "./PlanEditor";

const POLLS_MOST = 20;

interface PollsProps extends PartProps {
  /** The plan, while it stands as it is saved: only then its questions can be asked. */
  plan: string | null;
}

export function PollFields({ spec, onChange, plan }: PollsProps) {
  const app = useApp();
  const [open, setOpen] = useState<number | null>(null);
  const { polls } = spec;
  const keep = (poll: PollSpec): Promise<boolean> => {
    const at = open ?? polls.length;
    onChange({ polls: polls.toSpliced(at, 1, poll) });
    return Promise.resolve(true);
  };
  return (
    <section class="col gap-3" aria-labelledby="plan-polls">
      <div class="row wrap">
        <h2 id="plan-polls" class="grow">
          {t("Polls")}
        </h2>
        <Button
          size="s"
          icon="plus"
          disabled={polls.length >= POLLS_MOST && t("More than 20 polls are not possible.")}
          onClick={() => setOpen(polls.length)}
        >
          {t("Prepare a poll")}
        </Button>
      </div>
      {polls.length === 0 && <p class="mut">{t("Polls prepared here are asked with one press.")}</p>}
      <ul class={polls.length > 0 ? "rows flat" : ""}>
        {polls.map((poll, at) => (
          <li key={`${at} ${poll.question}`}>
            <span class="grow">{poll.question}</span>
            <Button
              size="s"
              disabled={plan === null && t("Save the plan first.")}
              onClick={() => plan !== null && void app.do("breakout.ask", { plan, poll: at })}
            >
              {t("Ask now")}
            </Button>
            <IconButton
              kind="quiet"
              size="s"
              icon="pencil"
              label={t("Change “{question}”", { question: poll.question })}
              onClick={() => setOpen(at)}
            />
            <IconButton
              kind="quiet"
              size="s"
              icon="trash"
              label={t("Take out “{question}”", { question: poll.question })}
              onClick={() => onChange({ polls: polls.toSpliced(at, 1) })}
            />
          </li>
        ))}
      </ul>
      {open !== null && (
        <PollSpecDialog
          title={t("Prepare a poll")}
          verb={t("Into the plan")}
          spec={polls[open]}
          onSave={keep}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
