/** An address to be passed on: to read, to select, to copy. */
import { useId, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button } from "./Button";
import { Field } from "./Field";

/** Puts a text on the clipboard; false where the browser does not let pages do so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const about = useId();
  const [said, setSaid] = useState<{ value: string; isCopied: boolean } | null>(null);
  const copy = async () => setSaid({ value, isCopied: await copyText(value) });
  const words = said?.isCopied ? t("Copied") : t("Please select the text and copy it yourself.");
  return (
    <div class="copy-field">
      <Field
        label={label}
        hint={hint}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row wrap">
        <Button size="s" icon="copy" aria-describedby={about} onClick={() => void copy()}>
          {t("Copy")}
        </Button>
        <span id={about} hidden>
          {label}
        </span>
        <span class="mut t13" role="status">
          {said?.value === value ? words : ""}
        </span>
      </div>
    </div>
  );
}
