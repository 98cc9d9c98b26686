/** How one sees a stage's pictures: as the hosts show them, or otherwise in this tab; and for hosts, for everybody. */
import { t } from "../../i18n/i18n";
import type { StageLayout } from "../../state/layouts";
import { Menu, MenuItem } from "../../ui/Menu";
import { useStand } from "../queue/stand";
import { LAYOUTS, layoutIcon, layoutWord } from "./words";

/** The choice for oneself. */
export function LayoutMenu({ size }: { size?: "s" }) {
  const { hub, stage, do: act } = useStand();
  const own = hub.layouts.own(stage);
  const choose = (layout: StageLayout | null) => {
    hub.layouts.choose(stage, layout);
    void act("stage.view", { stage, layout });
  };
  return (
    <Menu
      label={t("Layout of the pictures")}
      icon={layoutIcon(hub.layouts.of(stage))}
      kind="outline"
      size={size}
    >
      <MenuItem chosen={own === null} onPick={() => choose(null)}>
        {t("As the moderators show it: {layout}", { layout: layoutWord(hub.layouts.hosts(stage)) })}
      </MenuItem>
      <hr />
      {LAYOUTS.map((each) => (
        <MenuItem key={each} icon={layoutIcon(each)} chosen={own === each} onPick={() => choose(each)}>
          {layoutWord(each)}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The choice for everybody, as lines of a host's menu. */
export function LayoutItems() {
  const { hub, stage, do: act } = useStand();
  const now = hub.layouts.hosts(stage);
  return (
    <>
      <p role="presentation">{t("Layout for everybody")}</p>
      {LAYOUTS.map((layout) => (
        <MenuItem
          key={layout}
          icon={layoutIcon(layout)}
          chosen={layout === now}
          onPick={() => void act("stage.layout", { stage, layout })}
        >
          {layoutWord(layout)}
        </MenuItem>
      ))}
      <hr />
    </>
  );
}
