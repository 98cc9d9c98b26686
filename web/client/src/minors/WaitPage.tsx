/** In place of the hub for who waits to be let in to a workshop with minors. */
import { useEffect, useRef } from "preact/hooks";
import { avatarUrl } from "../art/urls";
import { hubName } from "../boot";
import { useApp } from "../hub/app";
import { LinkBar } from "../hub/LinkBar";
import { t } from "../i18n/i18n";
import { DeviceCheck } from "../join/DeviceCheck";
import { AppearanceButton } from "../ui/Appearance";
import { Button } from "../ui/Button";
import { Logo } from "../ui/icons";
import { RuleList } from "./RuleList";
import { rulesInside } from "./words";

export default function WaitPage() {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = app.hub.minors.own.value?.title;
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="join-page">
      <header class="join-top">
        <Logo />
        <b class="grow">{hubName(app.boot)}</b>
        <AppearanceButton />
        <Button icon="leave" onClick={() => void app.leave()}>
          {t("Leave")}
        </Button>
      </header>
      <main class="join wait" id="content" tabIndex={-1}>
        <section class="who">
          {title && <p class="mut">{t("Workshop: {title}", { title })}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {t("Hello {name}", { name: app.me.name })}
          </h1>
          <div class="note light wait-note">
            <img src={avatarUrl(app.me.look)} alt="" />
            <p role="status">
              <b>{t("Please wait, somebody lets you in.")}</b> {t("There is nothing else to do.")}
            </p>
          </div>
          <LinkBar />
          <h2>{t("What holds here")}</h2>
          <RuleList rules={rulesInside(true)} label={t("What holds here")} />
        </section>
        <DeviceCheck devices={app.devices} look={app.me.look} />
      </main>
    </div>
  );
}
