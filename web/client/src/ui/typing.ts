/** Where keys have a meaning of their own. */
const WRITTEN_IN = "input:not([type=range]):not([type=checkbox]):not([type=radio])";
const EDITABLE = `${WRITTEN_IN}, textarea, select, [contenteditable]`;

/** Whether a key press belongs to a field or an open dialog or menu. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(EDITABLE) !== null || target.closest("dialog[open], [popover]:popover-open") !== null;
}
