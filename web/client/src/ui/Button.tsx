/** Buttons in all their states. A disabled one stays in the tab order and says why. */
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./icons";

interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size" | "disabled" | "label"> {
  kind?: "primary" | "outline" | "soft" | "quiet" | "danger" | "link";
  size?: "s" | "m" | "l";
  icon?: IconName;
  iconAfter?: IconName;
  /** The verb while the work is under way; the button keeps its place and takes no second press. */
  busy?: string | false;
  /** Why it cannot be used now. */
  disabled?: string | false;
  wide?: boolean;
  class?: string;
  children?: ComponentChildren;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const {
    kind = "outline",
    size = "m",
    icon,
    iconAfter,
    busy,
    disabled,
    wide,
    children,
    buttonRef,
    ...rest
  } = props;
  const why = useId();
  const off = Boolean(busy) || Boolean(disabled);
  const look = kind === "outline" ? "" : kind;
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={buttonRef}
        class={`btn ${look} ${size} ${wide ? "wide" : ""} ${rest.class ?? ""}`}
        aria-disabled={off}
        aria-busy={Boolean(busy)}
        aria-describedby={disabled ? why : rest["aria-describedby"]}
        title={disabled || rest.title}
        onClick={off ? (event) => event.preventDefault() : rest.onClick}
      >
        {busy ? (
          <span class="ring" aria-hidden="true" />
        ) : (
          icon && <Icon name={icon} size={size === "s" ? "s" : "m"} />
        )}
        {busy || children}
        {iconAfter && !busy && <Icon name={iconAfter} />}
      </button>
      {disabled && (
        <span id={why} class="unseen">
          {disabled}
        </span>
      )}
    </>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  icon: IconName;
  /** What it does, for screen readers and as a tooltip. */
  label: string;
}

export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <Button {...rest} class={`square ${rest.class ?? ""}`} aria-label={label} title={label}>
      <Icon name={icon} />
    </Button>
  );
}
