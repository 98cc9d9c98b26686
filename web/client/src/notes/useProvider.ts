/** The document of that name, open as long as it is on screen; another `turn` opens it anew. */
import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../hub/app";
import { Provider } from "./provider";

export function useProvider(doc: string, turn: number): Provider {
  const app = useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another document
  const provider = useMemo(() => new Provider(doc, app.me.id, app.documents, localStorage), [app, doc, turn]);
  useEffect(() => () => provider.close(), [provider]);
  return provider;
}
