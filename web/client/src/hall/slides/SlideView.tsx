/** The slides that a stage shows, as large as the place they are given. */
import { t } from "../../i18n/i18n";
import type { HubState } from "../../state/hub";
import { SlidePage } from "./SlidePage";

export function SlideView({ hub, stage }: { hub: HubState; stage: string }) {
  const shown = hub.slides.of(stage);
  if (shown === null) return null;
  const { page, slide } = shown;
  const label = t("Slide {page} of {pages}: {title}", { page, pages: slide.pages, title: slide.title });
  return (
    <section class="slide" aria-label={t("Slides")}>
      <SlidePage file={slide.file} form={slide.form} page={page} label={label} />
      <p class="unseen" role="status">
        {label}
      </p>
    </section>
  );
}
