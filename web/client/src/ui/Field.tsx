/** Labelled inputs: label above, hint below, error below with a sign. */
import type { ComponentChildren, PartialInputHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icons";

interface FieldProps
  extends Omit<PartialInputHTMLAttributes<HTMLInputElement>, "label" | "size" | "type" | "role"> {
  label: string;
  /** A day with its time is written as `2027-03-13T19:30`. */
  type?: "text" | "datetime-local";
  hint?: string;
  error?: string | null;
  large?: boolean;
  /** The id of a list of proposals. */
  list?: string;
}

export function Field({ label, type = "text", hint, error, large, ...input }: FieldProps) {
  const id = useId();
  const notes = [hint && !error ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div class={`field ${error ? "bad" : ""}`}>
      <label for={id}>{label}</label>
      <input
        {...input}
        // Preact knows other attributes for either kind, and none of them is given here.
        type={type as "text"}
        id={id}
        class={`input ${large ? "l" : ""}`}
        aria-describedby={notes || undefined}
        aria-invalid={Boolean(error)}
      />
      {hint && !error && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

interface AreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "label" | "onInput" | "role"> {
  label: string;
  hint?: ComponentChildren;
  value: string;
  /** The label is for screen readers alone: what stands above says it. */
  unseen?: boolean;
  onWrite(text: string): void;
}

/** Text of several lines. */
export function Area({ label, hint, unseen, class: extra, onWrite, ...area }: AreaProps) {
  const id = useId();
  return (
    <div class={extra ? `field ${extra}` : "field"}>
      <label for={id} class={unseen ? "unseen" : undefined}>
        {label}
      </label>
      <textarea
        {...area}
        id={id}
        class="input area"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onWrite(event.currentTarget.value)}
      />
      {hint && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
    </div>
  );
}

export function FieldError({ id, text }: { id?: string; text: string }) {
  return (
    <span id={id} class="error" role="alert">
      <Icon name="warning" size="s" />
      {text}
    </span>
  );
}

interface Option {
  value: string;
  label: string;
}

interface ChoiceProps {
  label: string;
  options: readonly Option[];
  value: string;
  onPick(value: string): void;
  disabled?: boolean;
}

export function Choice({ label, options, value, onPick, disabled }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of a few, side by side, as radio buttons. */
export function Segments({ label, options, value, onPick }: ChoiceProps) {
  const name = useId();
  return (
    <div class="field" role="radiogroup" aria-labelledby={`${name}-label`}>
      <span class="label" id={`${name}-label`}>
        {label}
      </span>
      <div class="seg fill">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}

interface SwitchProps {
  label: string;
  hint?: string;
  on: boolean;
  onTurn(on: boolean): void;
}

export function Switch({ label, hint, on, onTurn }: SwitchProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
      <span class="col">
        <label for={id}>{label}</label>
        {hint && (
          <span id={`${id}-hint`} class="hint">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
