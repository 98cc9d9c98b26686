/** The hub as a list: everything the map can do, by words, keyboard and screen reader. */
import { hubName } from "../boot";
import { GroupBanner } from "../breakouts/Banner";
import { OpenVotes } from "../breakouts/Votes";
import { Windows } from "../hall/portal/Windows";
import { ProgrammeView } from "../hall/programme/ProgrammeView";
import { t } from "../i18n/i18n";
import { MinorsBanner } from "../minors/Banner";
import { outerPlaces } from "../minors/words";
import { Icon, type IconName } from "../ui/icons";
import { useApp } from "./app";
import { ChannelList } from "./ChannelList";
import { ChatControl, LeaveControl, MediaControl, PhoneBar, useBar } from "./Controls";
import { Conversations } from "./Conversations";
import { company, stageRoom } from "./company";
import { FollowBanner } from "./FollowBanner";
import { LinkBar } from "./LinkBar";
import type { Section } from "./layout";
import { OwnStage } from "./MapView";
import { MoreMenu } from "./MoreMenu";
import { PanelHead, PanelTabs } from "./Panel";
import { PersonList } from "./PersonList";
import { PlaceCard, ViewSwitch } from "./Place";
import { PlaceList } from "./PlaceList";
import { SharedScreens } from "./SharedScreens";
import { Resizer } from "./SidePanel";
import { Tiles } from "./Tiles";

export function ListView({ isPhone, isWide }: { isPhone: boolean; isWide: boolean }) {
  return (
    <div class="list-page">
      <SideBar isPhone={isPhone} />
      <main id="content" tabIndex={-1} class="list-main">
        <LinkBar />
        <MinorsBanner />
        <GroupBanner />
        <OpenVotes />
        <FollowBanner />
        {isPhone && <SearchButton />}
        {isPhone && <Sections class="seg fill" />}
        <Main isPhone={isPhone} />
        {isPhone && <NowWithYou />}
      </main>
      {isWide && <ListPanel />}
      {isPhone ? <PhoneBar /> : !isWide && <TabletBar />}
    </div>
  );
}

function SideBar({ isPhone }: { isPhone: boolean }) {
  const app = useApp();
  if (isPhone)
    return (
      <header class="phone-top">
        <PlaceCard title={hubName(app.boot)} />
        <ViewSwitch />
      </header>
    );
  return (
    <header class="side">
      <PlaceCard title={hubName(app.boot)} />
      <Sections class="nav" />
      <div class="side-foot">
        <ViewSwitch fill />
        <p class="mut t12">
          <span class="key-hint">
            <kbd class="kbd">R</kbd> {t("Places")}
          </span>{" "}
          <span class="key-hint">
            <kbd class="kbd">P</kbd> {t("People")}
          </span>{" "}
          <span class="key-hint">
            <kbd class="kbd">?</kbd> {t("all keys")}
          </span>
        </p>
      </div>
    </header>
  );
}

function Sections({ class: extra }: { class: string }) {
  const app = useApp();
  const isNav = extra === "nav";
  const entry = (id: Section, icon: IconName, label: string, count: number) => (
    <button
      type="button"
      class={isNav ? "nav-entry" : ""}
      aria-current={app.layout.section.value === id ? "page" : undefined}
      aria-pressed={isNav ? undefined : app.layout.section.value === id}
      onClick={() => {
        app.layout.section.value = id;
      }}
    >
      {isNav && <Icon name={icon} />}
      <span class={isNav ? "grow" : ""}>{label}</span>
      {count > 0 && <span class="mut t12 num">{count}</span>}
    </button>
  );
  return (
    <nav class={extra} aria-label={t("Sections")}>
      {entry("places", "door", t("Places"), isNav ? outerPlaces(app).length : 0)}
      {entry("people", "people", t("People"), app.hub.people.value.length)}
      {entry("messages", "chat", t("Messages"), app.unread.value)}
      {entry("programme", "calendar", t("Programme"), 0)}
    </nav>
  );
}

function SearchButton() {
  const app = useApp();
  return (
    <button
      type="button"
      class="input search-button"
      aria-keyshortcuts="Control+K"
      onClick={() => {
        app.layout.dialog.value = "search";
      }}
    >
      <Icon name="search" />
      <span class="grow mut">{t("Find a place or a person")}</span>
      <kbd class="kbd">{t("Ctrl K")}</kbd>
    </button>
  );
}

function Main({ isPhone }: { isPhone: boolean }) {
  const app = useApp();
  const titles: Record<Section, string> = {
    places: t("Places"),
    people: t("People"),
    messages: t("Messages"),
    programme: t("Programme"),
  };
  const section = app.layout.section.value;
  return (
    <>
      <div class="row list-head">
        <h1 class="grow">{titles[section]}</h1>
        {!isPhone && <SearchButton />}
      </div>
      {section === "places" && (
        <>
          <PlaceList />
          <Windows />
          <Conversations />
        </>
      )}
      {section === "people" && <PersonList people={app.hub.people.value} label={t("People")} />}
      {section === "messages" && <ChannelList />}
      {section === "programme" && <ProgrammeView />}
    </>
  );
}

/** On a phone: who one hears, in a line, where the panel would be. */
function NowWithYou() {
  const app = useApp();
  const others = company(app);
  if (others.length === 0 && stageRoom(app) === null) return null;
  return (
    <>
      <h2>{t("With you now")}</h2>
      <OwnStage />
      <SharedScreens />
      <Tiles class="tiles" people={others} most={5} />
    </>
  );
}

function ListPanel() {
  const app = useApp();
  return (
    <aside class="panel card docked" aria-label={t("With you")}>
      <Resizer />
      <PanelHead />
      <div class="panel-stage">
        <OwnStage />
        <SharedScreens />
      </div>
      <Tiles class="tiles panel-tiles" people={company(app)} most={3} />
      <PanelTabs />
      <nav class="panel-foot" aria-label={t("Controls")}>
        <MediaControl kind="mic" />
        <MediaControl kind="cam" />
        <MoreMenu />
        <LeaveControl />
      </nav>
    </aside>
  );
}

function TabletBar() {
  return (
    <nav ref={useBar()} class="bar card" aria-label={t("Controls")}>
      <MediaControl kind="mic" />
      <MediaControl kind="cam" />
      <ChatControl />
      <MoreMenu />
      <LeaveControl />
    </nav>
  );
}
