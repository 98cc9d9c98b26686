/** Everything else: status, name and figure, language, display, invitation, keys, legal notes. */
import { useId, useRef } from "preact/hooks";
import { formatNumber, locale, t } from "../i18n/i18n";
import { Icon } from "../ui/icons";
import { LANGUAGE_NAMES, switchLanguage } from "../ui/LanguageSwitch";
import { MenuItem, usePopover } from "../ui/Menu";
import { type App, useApp } from "./app";
import { sectionsOf } from "./desk/Desk";
import { qualityWords } from "./LinkBar";
import { copyOwnPlace } from "./Place";
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

/** How sound and picture get through, in a line with its measures. */
function lineWords(app: App): string {
  if (app.linkState.value !== "open") return t("Connection: interrupted");
  const { state, loss, rtt } = app.call.line.value;
  if (state !== "good" && state !== "poor") return qualityWords(state);
  const word = state === "poor" ? t("Connection: weak") : t("Connection: good");
  if (rtt === null) return word;
  const percent = formatNumber(Math.round(loss * 1000) / 10);
  return `${word} · ${t("{loss} % lost, {rtt} ms", { loss: percent, rtt: formatNumber(rtt) })}`;
}

function Items() {
  const app = useApp();
  const show = (dialog: NonNullable<App["layout"]["dialog"]["value"]>) => () => {
    app.layout.dialog.value = dialog;
  };
  const own = app.hub.presence.value.get(app.hub.self.value ?? "");
  return (
    <>
      <p role="presentation" class="line">
        {lineWords(app)}
      </p>
      <p role="presentation">{t("Status")}</p>
      {STATES.map((status) => (
        <MenuItem key={status} chosen={own === status} onPick={() => void app.do("presence.set", { status })}>
          {presenceWord(status)}
        </MenuItem>
      ))}
      <p role="presentation">{t("Language")}</p>
      {app.boot.languages.map((each) => (
        <MenuItem key={each} chosen={each === locale.value} onPick={() => switchLanguage(each)}>
          {LANGUAGE_NAMES[each]}
        </MenuItem>
      ))}
      <hr />
      <MenuItem icon="shirt" onPick={show("profile")}>
        {t("Name and figure …")}
      </MenuItem>
      <MenuItem icon="mic" onPick={show("devices")}>
        {t("Camera and microphone …")}
      </MenuItem>
      <MenuItem icon="contrast" onPick={show("display")}>
        {t("Display and controls …")}
      </MenuItem>
      <MenuItem icon="copy" onPick={() => void copyOwnPlace(app)}>
        {t("Copy the link to this place")}
      </MenuItem>
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
      <MenuItem icon="info" onPick={() => window.open("/imprint", "_blank", "noopener")}>
        {t("Legal notes")}
      </MenuItem>
      <hr />
      <MenuItem icon="leave" danger onPick={show("leave")}>
        {t("Leave the hub …")}
      </MenuItem>
      <MenuItem icon="eraser" danger onPick={show("forget")}>
        {t("Leave and be forgotten …")}
      </MenuItem>
    </>
  );
}
