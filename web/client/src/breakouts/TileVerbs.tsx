/** What a lead does about one group: goes there, listens, writes, reads, changes it. */
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { Button, IconButton } from "../ui/Button";
import { Menu, MenuItem } from "../ui/Menu";
import { nobodyThere } from "./words";

/** What stands open over a tile. */
export type Act = "task" | "merge" | "split" | "end" | { swap: string } | { role: string };

interface VerbProps {
  round: RoundInfo;
  group: RoundGroup;
  flag: boolean;
  onAct(act: Act): void;
}

export function Verbs({ round: whole, group, flag, onAct }: VerbProps) {
  const app = useApp();
  const { round } = whole;
  const { listening, visiting } = app.hub.breakouts;
  const isMine = (each: { visitor: string; group: string }) =>
    each.visitor === app.me.id && each.group === group.id;
  const [hears, visits] = [listening.value.some(isMine), visiting.value.some(isMine)];
  const none = nobodyThere(whole);
  const listen = () => app.do("breakout.listen", { round, group: hears ? null : group.id });
  const visit = () => app.do("breakout.visit", { round, group: visits ? null : group.id });
  return (
    <div class="row group-verbs">
      {flag || visits ? (
        <Button
          class="grow"
          size="s"
          kind={visits ? "soft" : "primary"}
          icon={visits ? "return" : "walk"}
          disabled={none}
          aria-label={
            visits
              ? t("Leave the group: {group}", { group: group.title })
              : t("Go there: {group}", { group: group.title })
          }
          onClick={() => void visit()}
        >
          {visits ? t("Leave the group") : t("Go there")}
        </Button>
      ) : (
        <Button
          class="grow"
          size="s"
          kind={none ? "outline" : "soft"}
          icon="ear"
          aria-pressed={hears}
          disabled={none}
          aria-label={
            hears
              ? t("Stop listening: {group}", { group: group.title })
              : t("Listen in: {group}", { group: group.title })
          }
          onClick={() => void listen()}
        >
          {hears ? t("Stop listening") : t("Listen in")}
        </Button>
      )}
      <IconButton
        size="s"
        icon="chat"
        label={t("Write to {group}", { group: group.title })}
        onClick={() => app.read(`group:${group.id}`)}
      />
      <TileMenu
        group={group}
        hears={hears}
        visits={visits}
        flag={flag}
        onAct={onAct}
        {...{ listen, visit, round, none }}
      />
    </div>
  );
}

interface TileMenuProps extends Omit<VerbProps, "round"> {
  round: string;
  /** Why nobody can be heard or visited. */
  none: string | false;
  hears: boolean;
  visits: boolean;
  listen(): Promise<boolean>;
  visit(): Promise<boolean>;
}

function TileMenu({ round, group, none, hears, visits, flag, listen, visit, onAct }: TileMenuProps) {
  const app = useApp();
  const read = (tab: "notes" | "board") => {
    app.layout.groupSeen.value = group.id;
    app.layout.showPanel(tab);
  };
  return (
    <Menu label={t("More about {group}", { group: group.title })} icon="more" kind="outline" size="s">
      {!none && (
        <>
          <MenuItem icon="walk" onPick={() => void visit()}>
            {visits ? t("Leave the group") : t("Go there")}
          </MenuItem>
          <MenuItem icon="ear" onPick={() => void listen()}>
            {hears ? t("Stop listening") : t("Listen in")}
          </MenuItem>
        </>
      )}
      {flag && (
        <MenuItem icon="check" onPick={() => void app.do("breakout.helped", { round, group: group.id })}>
          {t("The call is settled")}
        </MenuItem>
      )}
      {!none && <hr />}
      <MenuItem icon="pencil" onPick={() => read("notes")}>
        {t("Notes")}
      </MenuItem>
      <MenuItem icon="table" onPick={() => read("board")}>
        {t("Board")}
      </MenuItem>
      <MenuItem icon="list" onPick={() => onAct("task")}>
        {t("Task …")}
      </MenuItem>
      <hr />
      <MenuItem icon="merge" onPick={() => onAct("merge")}>
        {t("Merge with …")}
      </MenuItem>
      <MenuItem icon="split" onPick={() => onAct("split")}>
        {t("Split …")}
      </MenuItem>
      <MenuItem icon="stop" danger onPick={() => onAct("end")}>
        {t("End this group …")}
      </MenuItem>
    </Menu>
  );
}
