/** Invitations: the form for a new link, and the links that can still be used, each to be withdrawn. */
import { formatDay, formatTime, t, tn } from "../../i18n/i18n";
import { type OpenInvite, openInvites, withdrawInvite } from "../../net/hosts";
import { Button } from "../../ui/Button";
import { FieldError } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { toast } from "../../ui/Toast";
import { useAttempt } from "../../ui/useAttempt";
import { type Loaded, useLoaded } from "../../ui/useLoaded";
import { roleWord } from "../words";
import { InviteForm } from "./Invite";
import { Waiting } from "./Waiting";

export function Invitations() {
  const list = useLoaded(openInvites);
  return (
    <div class="col gap-5">
      <InviteForm onMade={list.again} />
      <section class="col gap-3" aria-label={t("Open invitations")}>
        <h3>{t("Open invitations")}</h3>
        <OpenList list={list} />
      </section>
    </div>
  );
}

function OpenList({ list }: { list: Loaded<OpenInvite[]> }) {
  if (list.value === null || list.failed) return <Waiting list={list} />;
  if (list.value.length === 0) return <p class="sub t13">{t("No invitation can be used at the moment.")}</p>;
  return (
    <ul class="rows narrow">
      {list.value.map((each) => (
        <OpenRow key={each.invite} invite={each} onGone={list.again} />
      ))}
    </ul>
  );
}

/** Who made a link and until when it can be used. */
function aboutWords({ maker_name: name, expires_at: end }: OpenInvite): string {
  const until = t("until {day}, {time}", { day: formatDay(end), time: formatTime(end) });
  return `${name || t("Somebody forgotten")} · ${until}`;
}

function OpenRow({ invite, onGone }: { invite: OpenInvite; onGone(): void }) {
  const { failed, run } = useAttempt();
  const role = roleWord(invite.role);
  const withdraw = async () => {
    await withdrawInvite(invite.invite);
    toast(() => t("The invitation for {role} is withdrawn", { role }));
  };
  return (
    <li>
      <Icon name="link" />
      <div class="col grow">
        <b>
          {role} · {tn("{n} use left", "{n} uses left", invite.uses)}
        </b>
        <span class="mut t12 num">{aboutWords(invite)}</span>
        {failed && <FieldError text={failed} />}
      </div>
      <Button
        size="s"
        aria-label={t("Withdraw the invitation for {role}", { role })}
        onClick={() => void run(withdraw).then(onGone)}
      >
        {t("Withdraw")}
      </Button>
    </li>
  );
}
