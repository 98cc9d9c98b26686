/** Everything else: status, name and figure, display and language, invitation, keys, leaving, legal notes. */
import { useId, useRef } from "preact/hooks";
import { mayLead, takenPart } from "../breakouts/words";
import { formatNumber, t } from "../i18n/i18n";
import { canShare } from "../media/screen";
import { guardsMinors, noScreenWords } from "../minors/words";
import { Icon } from "../ui/icons";
import { MenuItem, usePopover } from "../ui/Menu";
import { type App, useApp } from "./app";
import { sectionsOf } from "./desk/Desk";
import { mayTakeAlong } from "./following";
import { qualityWords } from "./LinkBar";
import type { Workshop } from "./layout";
import { copyOwnPlace } from "./Place";
import { toggleScreen } from "./sharing";
import { presenceWord } from "./words";

const STATES = ["here", "away", "busy"] as const;

export function MoreMenu() {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { open, toggle, popover } = usePopover(id, button, t("More"));
  return (
    <>
      <button
        ref={button}
        type="button"
        class="control"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon name="more" />
        <span class="control-words">{t("More")}</span>
      </button>
      <div {...popover}>{open && <Items />}</div>
    </>
  );
}

/** How sound and picture get through, in a line; with its measures while they are bad. */
function lineWords(app: App): string {
  if (app.linkState.value !== "open") return t("Connection: interrupted");
  const { state, loss, rtt } = app.call.line.value;
  if (state !== "good" && state !== "poor") return qualityWords(state);
  if (state === "good") return t("Connection: good");
  if (rtt === null) return t("Connection: weak");
  const percent = formatNumber(Math.round(loss * 1000) / 10);
  return `${t("Connection: weak")} · ${t("{loss} % lost, {rtt} ms", { loss: percent, rtt: formatNumber(rtt) })}`;
}

/** Sharing the screen; where the browser cannot, a line says so. */
function ScreenItem() {
  const app = useApp();
  const on = app.sharing.track.value !== null;
  const why = noScreenWords(app) ?? (canShare() ? null : t("This browser cannot share a screen."));
  if (why !== null)
    return (
      <p role="presentation" class="line">
        {why}
      </p>
    );
  return (
    <MenuItem icon={on ? "screen-off" : "screen"} onPick={() => toggleScreen(app)}>
      {on ? t("Stop sharing the screen") : t("Share the screen …")}
    </MenuItem>
  );
}

/** Plans and rounds for who leads them; for others what their groups made. */
function GroupWorkItem() {
  const app = useApp();
  const [plan] = takenPart(app);
  const go = (to: Workshop) => () => {
    app.layout.workshop.value = to;
  };
  if (mayLead(app))
    return (
      <MenuItem icon="table" onPick={go({ page: "plans" })}>
        {t("Group work …")}
      </MenuItem>
    );
  if (plan === undefined) return null;
  return (
    <MenuItem icon="table" onPick={go({ page: "results", plan })}>
      {t("Results of the groups …")}
    </MenuItem>
  );
}

/** Taking people along, for who leads; and whether anybody may follow oneself. */
function FollowItems() {
  const app = useApp();
  const { open } = app.hub.following;
  return (
    <>
      {mayTakeAlong(app) && (
        <MenuItem icon="walk" onPick={() => void app.do("follow.invite", {})}>
          {t("Take the people here along")}
        </MenuItem>
      )}
      {app.hub.may("avatar.follow") && (
        <MenuItem icon="people" onPick={() => void app.do("follow.allow", { open: !open.value })}>
          {open.value ? t("Nobody more may follow me") : t("Let others follow me")}
        </MenuItem>
      )}
    </>
  );
}

function StatusItems() {
  const app = useApp();
  const own = app.hub.presence.value.get(app.hub.self.value ?? "");
  return (
    <>
      <p role="presentation">{t("Status")}</p>
      {STATES.map((status) => (
        <MenuItem
          key={status}
          sign={<i class={`state-dot ${status}`} />}
          chosen={own === status}
          onPick={() => void app.do("presence.set", { status })}
        >
          <span class="capital">{presenceWord(status)}</span>
        </MenuItem>
      ))}
      <hr />
    </>
  );
}

function Items() {
  const app = useApp();
  const isChild = app.hub.minors.isChild.value;
  const show = (dialog: NonNullable<App["layout"]["dialog"]["value"]>) => () => {
    app.layout.dialog.value = dialog;
  };
  return (
    <>
      <p role="presentation" class="line">
        {lineWords(app)}
      </p>
      {!isChild && <StatusItems />}
      <ScreenItem />
      <MenuItem icon="calendar" onPick={show("programme")}>
        {t("Programme …")}
      </MenuItem>
      <GroupWorkItem />
      <FollowItems />
      {guardsMinors(app) && (
        <MenuItem icon="moderator" onPick={show("minors")}>
          {t("Workshops with minors …")}
        </MenuItem>
      )}
      {!isChild && (
        <>
          <MenuItem icon="pin" onPick={show("code")}>
            {t("My code for the door …")}
          </MenuItem>
          <MenuItem icon="shirt" onPick={show("profile")}>
            {t("Name and figure …")}
          </MenuItem>
        </>
      )}
      <MenuItem icon="mic" onPick={show("devices")}>
        {t("Camera and microphone …")}
      </MenuItem>
      <MenuItem icon="contrast" onPick={show("display")}>
        {t("Display and controls …")}
      </MenuItem>
      {!isChild && (
        <MenuItem icon="copy" onPick={() => void copyOwnPlace(app)}>
          {t("Copy the link to this place")}
        </MenuItem>
      )}
      {app.hub.may("invite.create") && (
        <MenuItem icon="link" onPick={show("invite")}>
          {t("Invite …")}
        </MenuItem>
      )}
      {sectionsOf(app).length > 0 && (
        <MenuItem icon="moderator" onPick={show("desk")}>
          {t("Hosts' desk …")}
        </MenuItem>
      )}
      <MenuItem icon="keyboard" onPick={show("keys")}>
        {t("All keys …")}
      </MenuItem>
      <hr />
      <MenuItem icon="leave" danger onPick={show("leave")}>
        {t("Leave the hub …")}
      </MenuItem>
      <MenuItem icon="eraser" danger onPick={show("forget")}>
        {t("Leave and be forgotten …")}
      </MenuItem>
      <hr />
      <MenuItem icon="info" onPick={() => window.open("/imprint", "_blank", "noopener")}>
        {t("Legal notes")}
      </MenuItem>
    </>
  );
}
