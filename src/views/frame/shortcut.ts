/** What the frame can open over the page. */
export type Hand = 'commands' | 'shortcuts' | 'report' | 'settings';

export type Shortcut = 'commands' | 'shortcuts' | 'undo' | 'redo';

/** What a key stroke on the page asks for; null where it is for a field, or means nothing. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (mod && key === 'k') return 'commands';
  if (event.defaultPrevented || isWriting(event)) return null;
  if (!mod && !event.altKey && event.key === '?') return 'shortcuts';
  if (mod && key === 'z') return event.shiftKey ? 'redo' : 'undo';
  if (mod && key === 'y') return 'redo';
  return null;
}

/** Whether the stroke goes into a text; an editor in a shadow root is looked for on the path. */
function isWriting(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)),
    );
}
