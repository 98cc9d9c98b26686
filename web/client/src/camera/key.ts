/** The key of a stage's camera: it comes behind the # of the link and stays in this tab, never in a log or a query. */

const place = (stage: string): string => `foyer.camera.${stage}`;

/** The key from the address, which it leaves at once, or from before a reload; empty when there is none. */
export function takeKey(stage: string): string {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
  try {
    if (given !== null) sessionStorage.setItem(place(stage), given);
    return given ?? sessionStorage.getItem(place(stage)) ?? "";
  } catch {
    return given ?? "";
  }
}
