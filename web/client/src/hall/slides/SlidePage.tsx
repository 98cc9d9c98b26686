/** One page of slides, drawn as large as there is room; the page before stands until the next one is ready. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { Slide } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { documentOf, draw, textOf } from "./pdf";

interface PageProps {
  file: string;
  form: Slide["form"];
  page: number;
  /** What it is, for those who do not see it. */
  label: string;
  /** Small and beside others: without its text, and without a word when it fails. */
  small?: boolean;
}

export function SlidePage(props: PageProps) {
  return props.form === "pdf" ? <PdfPage {...props} /> : <PicturePage {...props} />;
}

function PicturePage({ file, label, small }: PageProps) {
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState("");
  const source = `/files/${encodeURIComponent(file)}${tries ? `?again=${tries}` : ""}`;
  return (
    <div class="slide-page">
      <img
        src={source}
        alt={label}
        decoding="async"
        onLoad={() => setFailed("")}
        onError={() => setFailed(file)}
      />
      {failed === file && !small && <Failed onAgain={() => setTries(tries + 1)} />}
    </div>
  );
}

function PdfPage({ file, page, label, small }: PageProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [tries, setTries] = useState(0);
  const { text, failed } = useDrawn(box, { file, page, size, tries });
  return (
    <div class="slide-page">
      <div class="slide-canvas" ref={box} role="img" aria-label={label} />
      {text && !small && <p class="unseen">{text}</p>}
      {failed && !small && <Failed onAgain={() => setTries(tries + 1)} />}
    </div>
  );
}

interface Wanted {
  file: string;
  page: number;
  /** In CSS pixels, as "640x360"; empty before it is known. */
  size: string;
  tries: number;
}

/** Draws what is wanted into the box, and reads its text. */
function useDrawn(box: { current: HTMLElement | null }, { file, page, size, tries }: Wanted) {
  const [found, setFound] = useState({ text: "", failed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try draws the same anew
  useEffect(() => {
    if (!size) return;
    const stop = new AbortController();
    const work = async () => {
      const drawn = await (await documentOf(file)).getPage(page);
      const [width = 0, height = 0] = size.split("x").map(Number);
      const canvas = await draw(drawn, { width, height }, stop.signal);
      if (!stop.signal.aborted) box.current?.replaceChildren(canvas);
      const text = await textOf(drawn);
      if (!stop.signal.aborted) setFound({ text, failed: false });
    };
    work().catch(() => stop.signal.aborted || setFound({ text: "", failed: true }));
    return () => stop.abort();
  }, [box, file, page, size, tries]);
  return found;
}

/** How much room there is, told when it has stayed the same for a moment. */
function useSize(box: { current: HTMLElement | null }): string {
  const [size, setSize] = useState("");
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) setSize(`${Math.round(width)}x${Math.round(height)}`);
    };
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(look, 80);
    });
    observer.observe(element);
    look();
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [box]);
  return size;
}

function Failed({ onAgain }: { onAgain(): void }) {
  return (
    <div class="slide-failed" role="alert">
      <p>{t("This slide cannot be shown at the moment.")}</p>
      <Button size="s" onClick={onAgain}>
        {t("Try again")}
      </Button>
    </div>
  );
}
