/** The hub has closed the link for good: why, and the way back where there is one. */
import { useEffect } from "preact/hooks";
import { t } from "../i18n/i18n";
import { forgetWritten } from "../state/memory";
import { Button } from "../ui/Button";
import { Logo } from "../ui/icons";
import { LegalLinks } from "../ui/LegalLinks";
import { type App, useApp } from "./app";

interface Closing {
  title: string;
  text: string;
  again: string | null;
}

/** Words for the hub's reasons; an unknown one gets the general words. */
function closing(reason: string | null): Closing {
  const back = t("Come back");
  const reasons: Record<string, Closing> = {
    left: { title: t("See you soon"), text: t("You have left the hub."), again: back },
    removed: {
      title: t("You were asked to leave"),
      text: t("A host has ended your visit. You may come back."),
      again: back,
    },
    banned: { title: t("This hub is closed to you"), text: t("Please turn to the organisers."), again: null },
    "visitor.banned": {
      title: t("This hub is closed to you"),
      text: t("Please turn to the organisers."),
      again: null,
    },
    erased: {
      title: t("You are forgotten"),
      text: t("All that the hub kept about you is erased. You may come in as somebody new."),
      again: t("Come in again"),
    },
    "ticket.invalid": {
      title: t("Your visit has ended"),
      text: t("This browser is not known to the hub any more. Please come in again."),
      again: t("Come in again"),
    },
    "hub.full": {
      title: t("The hub is full"),
      text: t("Everybody who fits in is here already. Please try again later."),
      again: t("Try again"),
    },
    replaced: {
      title: t("You are here in another tab"),
      text: t("Your visit goes on there. You can bring it back to this tab."),
      again: t("Go on here"),
    },
    "protocol.unknown": {
      title: t("The hub has been renewed"),
      text: t("This page is older than the hub. Your messages are kept."),
      again: t("Reload"),
    },
  };
  const general = { title: t("Your visit has ended"), text: t("Please come in again."), again: back };
  return reasons[reason ?? ""] ?? general;
}

/** The end of a visit to a workshop with minors, for its children. */
function minorsClosing(app: App): Closing | null {
  const reason = app.closedBy.value;
  if (!app.me.workshop || (reason !== "erased" && reason !== "left")) return null;
  if (app.hasLeft)
    return {
      title: t("See you soon"),
      text: t("You have left the workshop. The same link leads back."),
      again: t("Come back"),
    };
  if (reason === "left")
    return {
      title: t("The workshop is over"),
      text: t("Thank you for coming. You can close this page."),
      again: null,
    };
  return {
    title: app.hub.minors.isChild.value ? t("You were sent out") : t("You were not let in"),
    text: t("Please turn to the people who lead the workshop."),
    again: null,
  };
}

export function ClosedPage({ onAgain }: { onAgain(): void }) {
  const app = useApp();
  const { title, text, again } = minorsClosing(app) ?? closing(app.closedBy.value);
  const isErased = app.closedBy.value === "erased";
  useEffect(() => {
    if (isErased) forgetWritten();
  }, [isErased]);
  return (
    <main class="closed" id="content">
      <Logo />
      <h1>{title}</h1>
      <p class="sub">{text}</p>
      {again && (
        <Button kind="primary" size="l" onClick={onAgain}>
          {again}
        </Button>
      )}
      <LegalLinks />
    </main>
  );
}
