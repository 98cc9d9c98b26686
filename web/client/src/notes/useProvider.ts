/** The document of that name, open as long as it is on screen; another `turn` opens it anew. */
import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../hub/app";
import { lingeringOf } from "./lingering";
import type { Provider } from "./provider";

export function useProvider(doc: string, turn: number): Provider {
  const all = lingeringOf(useApp());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another document
  const provider = useMemo(() => all.take(doc), [all, doc, turn]);
  useEffect(() => () => all.leave(doc, provider), [all, doc, provider]);
  return provider;
}
