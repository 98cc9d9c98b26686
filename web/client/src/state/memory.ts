/** Small facts the browser keeps for a person between visits: name, look, devices. Never anything secret. */
export function recall<Value>(key: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(`foyer.${key}`);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`foyer.${key}`, JSON.stringify(value));
  } catch {
    // A browser that forbids storage simply forgets.
  }
}

/** Forgets who was here; how the page is to look stays, as it says nothing about the person's visit. */
export function forgetPerson(): void {
  try {
    const own = Object.keys(localStorage).filter(
      (key) => key.startsWith("foyer.") && key !== "foyer.settings",
    );
    for (const key of own) localStorage.removeItem(key);
  } catch {
    // A browser that forbids storage remembers nothing.
  }
}
