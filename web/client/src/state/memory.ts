/** Small facts the browser keeps for a person between visits: name, look, devices. Never anything secret. */
export const recall = <Value>(key: string, fallback: Value): Value => read(() => localStorage, key, fallback);

export const remember = (key: string, value: unknown): void => write(() => localStorage, key, value);

/** The same for this tab alone, as long as it is open. */
export const recallHere = <Value>(key: string, fallback: Value): Value =>
  read(() => sessionStorage, key, fallback);

export const rememberHere = (key: string, value: unknown): void => write(() => sessionStorage, key, value);

function read<Value>(store: () => Storage, key: string, fallback: Value): Value {
  try {
    const text = store().getItem(`foyer.${key}`);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

function write(store: () => Storage, key: string, value: unknown): void {
  try {
    store().setItem(`foyer.${key}`, JSON.stringify(value));
  } catch {
    // A browser that forbids storage simply forgets.
  }
}

const WRITTEN = ["foyer.late.", "foyer.doc.", "foyer.outbox."];

/** Forgets who was here; how the page is to look stays, as it says nothing about the person's visit. */
export function forgetPerson(): void {
  forgetWritten();
  remove(
    () => localStorage,
    (key) => key.startsWith("foyer.") && key !== "foyer.settings",
  );
}

/** Forgets what was written here and the hub did not take: lines, cards, messages. */
export function forgetWritten(): void {
  for (const store of [() => localStorage, () => sessionStorage])
    remove(store, (key) => WRITTEN.some((each) => key.startsWith(each)));
}

function remove(store: () => Storage, isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(store()).filter(isMeant)) store().removeItem(key);
  } catch {
    // A browser that forbids storage remembers nothing.
  }
}
