/** Inputs that only the form of a session needs: a day with its time, and text of several lines. */
import { useId } from "preact/hooks";

interface TimeProps {
  label: string;
  /** As `2027-03-13T19:30`, on the clocks of the house. */
  value: string;
  least?: string;
  onSet(value: string): void;
}

export function TimeField({ label, value, least, onSet }: TimeProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="datetime-local"
        value={value}
        min={least}
        onInput={(event) => onSet(event.currentTarget.value)}
      />
    </div>
  );
}

interface TextProps {
  label: string;
  hint?: string;
  value: string;
  rows: number;
  most: number;
  onSet(value: string): void;
}

export function TextField({ label, hint, value, rows, most, onSet }: TextProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        rows={rows}
        maxLength={most}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onInput={(event) => onSet(event.currentTarget.value)}
      />
      {hint && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
    </div>
  );
}
