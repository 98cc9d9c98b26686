/** A QR code that the server drew; as an image it can run nothing. */
import { useEffect, useState } from "preact/hooks";

/** Drawn for HTML, where SVG needs no namespace; an image of its own does. */
const asImage = (svg: string): Blob =>
  new Blob([svg.replace(/^<svg(?! xmlns)/, '<svg xmlns="http://www.w3.org/2000/svg"')], {
    type: "image/svg+xml",
  });

export function QrImage({ svg, label }: { svg: string; label: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(asImage(svg));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url === null ? null : <img class="qr" src={url} alt={label} />;
}
