/** Shows a component anew every second, for times that count on. */
import { useEffect, useState } from "preact/hooks";

export function useSeconds(isCounting = true): void {
  const [, look] = useState({});
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => look({}), 1000);
    return () => clearInterval(timer);
  }, [isCounting]);
}
