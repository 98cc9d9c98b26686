/** The field for one's name: it ends where the hub's limit is, and says so in time. */
import { t, tn } from "../i18n/i18n";
import { Field } from "../ui/Field";

/** So many characters before the end it begins to count. */
const NEAR = 10;

interface NameFieldProps {
  name: string;
  /** The most characters the hub takes. */
  most: number;
  hint?: string;
  error?: string | null;
  large?: boolean;
  onName(name: string): void;
}

export function NameField({ name, most, hint, onName, ...more }: NameFieldProps) {
  const left = most - name.length;
  return (
    <Field
      {...more}
      label={t("Your name")}
      hint={left <= NEAR ? tn("{n} character left", "{n} characters left", left) : hint}
      value={name}
      maxLength={most}
      autocomplete="nickname"
      onInput={(event) => onName(event.currentTarget.value)}
    />
  );
}
