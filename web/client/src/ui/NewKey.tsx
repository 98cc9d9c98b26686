/** A secret key that is made by hand and shown once: a new one ends the old one. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button } from "./Button";
import { CopyField } from "./CopyField";
import { type Attempt, useAttempt } from "./useAttempt";

interface NewKey<Key> extends Attempt {
  made: Key | null;
  make(): void;
}

export function useNewKey<Key>(ask: () => Promise<Key>): NewKey<Key> {
  const [made, setMade] = useState<Key | null>(null);
  const attempt = useAttempt();
  return { ...attempt, made, make: () => void attempt.run(async () => setMade(await ask())) };
}

export function NewKeyButton({ of }: { of: NewKey<unknown> }) {
  return (
    <Button
      kind={of.made ? "outline" : "primary"}
      icon="key"
      busy={of.busy && t("Making …")}
      onClick={of.make}
    >
      {t("Make a new key")}
    </Button>
  );
}

/** What a program is given: where it sends to, and with what. */
export function KeyFields({ address, value }: { address: string; value: string }) {
  return (
    <>
      <CopyField label={t("Address")} value={address} />
      <CopyField label={t("Key (bearer token)")} value={value} />
    </>
  );
}
