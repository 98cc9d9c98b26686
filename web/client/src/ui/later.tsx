/** Views that come in a chunk of their own, when they are first wanted. */
import { type ComponentType, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button } from "./Button";
import { Bones, Empty } from "./Empty";

/** A component that loads when it is first shown; without a line it says so and can be tried again. */
export function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return function Later(props: Props) {
    const [view, setView] = useState<{ default: ComponentType<Props> } | "failed" | null>(null);
    useEffect(() => {
      if (view === null) load().then(setView, () => setView("failed"));
    }, [view]);
    if (view === null) return <Bones lines={4} label={t("Opening …")} />;
    if (view !== "failed") return h(view.default, props);
    return (
      <Empty icon="unplugged" words={t("This part could not be loaded.")}>
        <Button onClick={() => setView(null)}>{t("Try again")}</Button>
      </Empty>
    );
  };
}
