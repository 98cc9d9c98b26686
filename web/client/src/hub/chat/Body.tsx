/** The text of a message with its line breaks; addresses open in a new tab that cannot reach back. */
import type { VNode } from "preact";
import { useApp } from "../app";
import { splitLinks } from "../links";
import { splitNames } from "./mentions";

export function Body({ text, mentions = [] }: { text: string; mentions?: readonly string[] }) {
  const app = useApp();
  const names = mentions.map((id) => app.hub.nameOf(id));
  const own = app.hub.nameOf(app.hub.self.value ?? "");
  return (
    <p class="body">
      {splitLinks(text).map((part, at) =>
        part.href ? (
          <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          named(part.text, names, own)
        ),
      )}
    </p>
  );
}

function named(text: string, names: readonly string[], own: string): (VNode | string)[] {
  return splitNames(text, names).map((part, at) =>
    part.isName ? (
      <span key={at} class={`called ${part.text === `@${own}` ? "me" : ""}`}>
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}
