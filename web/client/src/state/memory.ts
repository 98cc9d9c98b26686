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
