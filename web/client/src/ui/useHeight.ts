/** Tells the styles how high something is, so that what floats stands above it at any size of text. */
import { useEffect, useRef } from "preact/hooks";

/** The element whose height is the custom property while it is there, in CSS pixels; `told` hears it too, and 0 at the end. */
export function useHeight(property: `--${string}-height`, told?: (height: number) => void) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const { style } = document.documentElement;
    const seen = new ResizeObserver(() => {
      const height = Math.ceil(current.getBoundingClientRect().height);
      style.setProperty(property, `${height}px`);
      told?.(height);
    });
    seen.observe(current);
    return () => {
      seen.disconnect();
      told?.(0);
    };
  }, [property, told]);
  return element;
}
