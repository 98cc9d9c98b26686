/** Notes as they are meant to be read. */
import { t } from "../i18n/i18n";
import { type Block, blocks, type Inline } from "./markdown";

export function Preview({ text }: { text: string }) {
  const found = blocks(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="notes-preview" tabIndex={0} aria-label={t("Notes as they read")}>
      {found.length === 0 && <p class="mut">{t("Nothing is written yet.")}</p>}
      {found.map((each, at) => (
        <BlockView key={at} block={each} />
      ))}
    </section>
  );
}

/** The panel has its own headings above these. */
const HEADS = ["h3", "h4", "h5", "h6", "h6", "h6"] as const;

function BlockView({ block }: { block: Block }) {
  if (block.kind === "rule") return <hr />;
  if (block.kind === "code") return <pre>{block.text}</pre>;
  if (block.kind === "list") return <ListView block={block} />;
  const parts = <Parts of={block.parts} />;
  if (block.kind === "quote") return <blockquote>{parts}</blockquote>;
  if (block.kind === "paragraph") return <p>{parts}</p>;
  const Head = HEADS[block.level - 1] ?? "h6";
  return <Head>{parts}</Head>;
}

function ListView({ block }: { block: Extract<Block, { kind: "list" }> }) {
  const items = block.items.map((each, at) => (
    <li key={at} class={each.done === null ? "" : "task"}>
      {each.done !== null && (
        <input
          type="checkbox"
          checked={each.done}
          disabled
          aria-label={each.done ? t("Ticked off") : t("Still open")}
        />
      )}
      <Parts of={each.parts} />
    </li>
  ));
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Parts({ of }: { of: readonly Inline[] }) {
  return (
    <>
      {of.map((each, at) => (
        <Part key={at} part={each} />
      ))}
    </>
  );
}

function Part({ part }: { part: Inline }) {
  if (part.kind === "text") return <>{part.text}</>;
  if (part.kind === "code") return <code>{part.text}</code>;
  const parts = <Parts of={part.parts} />;
  if (part.kind === "strong") return <strong>{parts}</strong>;
  if (part.kind === "em") return <em>{parts}</em>;
  return (
    <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
      {parts}
    </a>
  );
}
