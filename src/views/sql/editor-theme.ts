import { EditorView } from '@codemirror/view';

/** The editor in the colours of the page. */
export const theme = EditorView.theme({
  '&': {
    fontSize: 'var(--text-sm)',
    color: 'var(--ink)',
    background: 'var(--paper-sunk)',
    borderRadius: 'var(--radius-md)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6', maxHeight: '24rem' },
  '.cm-content': { padding: '10px 12px 10px 0', minHeight: '6.4em', caretColor: 'var(--ink)' },
  '.cm-gutters': {
    background: 'none',
    border: '0',
    color: 'var(--ink-3)',
    fontSize: 'var(--text-2xs)',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '34px',
    padding: '0 14px 0 0',
    lineHeight: '20.8px',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    background: 'var(--pressed)',
  },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--pressed)' },
  '.cm-error': {
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
    background: 'var(--bad-tint)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--rule)',
    borderRadius: 'var(--radius-md)',
    background: 'var(--paper-raised)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', color: 'var(--ink)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--ink)',
    color: 'var(--paper)',
  },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
});
