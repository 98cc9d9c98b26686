/** What holds in a workshop with minors, one line each. */
import { Icon, type IconName } from "../ui/icons";

export function RuleList({
  rules,
  label,
}: {
  rules: readonly { icon: IconName; words: string }[];
  label: string;
}) {
  return (
    <ul class="rules" aria-label={label}>
      {rules.map(({ icon, words }) => (
        <li key={words}>
          <Icon name={icon} size="s" />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
