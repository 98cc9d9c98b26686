/** The answer to a scan, to be read at arm's length: by colour, sign and word alike, and by a screen reader. */
import { useEffect } from "preact/hooks";
import { formatTime, t } from "../../i18n/i18n";
import { announce } from "../../ui/Announcer";
import { Button } from "../../ui/Button";
import { Face } from "../../ui/Face";
import { Icon, type IconName } from "../../ui/icons";
import type { Answer } from "./desk";

interface Said {
  icon: IconName;
  title: string;
  text: string;
}

function say(answer: Answer): Said {
  switch (answer.kind) {
    case "in":
      return { icon: "check", title: answer.name, text: t("Welcome. Checked in.") };
    case "already":
      return {
        icon: "clock",
        title: answer.name,
        text: t("Already checked in since {time}.", { time: formatTime(answer.since) }),
      };
    case "undone":
      return { icon: "return", title: answer.name, text: t("Taken back: not in the hall.") };
    case "waiting":
      return {
        icon: "unplugged",
        title: t("No connection"),
        text: t("The code is kept and goes out by itself as soon as the hub answers."),
      };
    case "refused":
      return {
        icon: "close",
        title: t("Not checked in"),
        text: answer.text || t("That did not work. Please try again."),
      };
  }
}

interface CardProps {
  answer: Answer;
  onUndo(visitor: string): void;
}

export function AnswerCard({ answer, onUndo }: CardProps) {
  const { icon, title, text } = say(answer);
  useEffect(() => announce(`${title}: ${text}`), [title, text]);
  return (
    <section class={`door-answer ${answer.kind}`} aria-label={t("Answer to the last code")}>
      <span class="door-sign">
        <Icon name={icon} />
      </span>
      <div class="grow">
        <div class="row">
          {"look" in answer && <Face look={answer.look} size={56} />}
          <h2 class="grow">{title}</h2>
        </div>
        <p>{text}</p>
      </div>
      {(answer.kind === "in" || answer.kind === "already") && (
        <Button size="l" icon="return" onClick={() => onUndo(answer.visitor)}>
          {answer.kind === "in" ? t("Undo") : t("Check out")}
        </Button>
      )}
    </section>
  );
}
