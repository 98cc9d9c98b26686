/** What a person can do about what fails on the device, a note each. */
import type { Help } from "../media/help";
import { Icon } from "../ui/icons";

export const HelpNotes = ({ notes }: { notes: readonly Help[] }) =>
  notes.map(({ title, text }) => (
    <div key={title} class="note light">
      <Icon name="warning" />
      <div class="grow">
        <h2 class="note-title">{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  ));
