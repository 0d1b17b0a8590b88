import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { SQLDialect, sql } from '@codemirror/lang-sql';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import type { Extension, Transaction } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { ErrorPlace } from '../../analyses/sql/error-place.ts';
import { parametersOf } from '../../analyses/sql/parameters.ts';
import type { SqlDesk } from '../../state/sql-desk.svelte.ts';
import { theme } from './editor-theme.ts';

type Vocabulary = NonNullable<SqlDesk['vocabulary']>;

interface Handlers {
  onchange(text: string): void;
  onrun(): void;
  onblur(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
]);

const markError = StateEffect.define<ErrorPlace | null>();
const errorMark = Decoration.mark({ class: 'cm-error', attributes: { 'aria-invalid': 'true' } });

/** The place of the last error, gone with the next change of the text. */
const errorField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(markError)) {
        const place = effect.value;
        return place === null || place.to > transaction.newDoc.length
          ? Decoration.none
          : Decoration.set(errorMark.range(place.from, place.to));
      }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Replaces a selection by what is typed. Left to itself, a browser would insert it with the style of
 * the text it replaces, as a style attribute, which the policy of the page refuses.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    const { main } = view.state.selection;
    if (inputType !== 'insertText' || data === null || main.empty) return false;
    const insert = (): Transaction =>
      view.state.update(view.state.replaceSelection(data), {
        userEvent: 'input.type',
        scrollIntoView: true,
      });
    const isHandled = view.state
      .facet(EditorView.inputHandler)
      .some((handler) => handler(view, main.from, main.to, data, insert));
    if (!isHandled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

/** Names of parameters that the text has, after a `$`. */
function completeParameter(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\$[\p{L}\p{N}_]*/u);
  if (typed === null) return null;
  const text = context.state.doc.toString();
  // The word being typed is no name yet.
  const others = `${text.slice(0, typed.from)} ${text.slice(typed.to)}`;
  const options = parametersOf(others, []).map(({ name }) => ({ label: `$${name}` }));
  return { from: typed.from, options, validFor: /^\$[\p{L}\p{N}_]*$/u };
}

/** The editor for SQL; its style sheets go to the shadow root it stands in. */
export class SqlEditor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  constructor(root: ShadowRoot, text: string, handlers: Handlers) {
    const run = (): boolean => {
      handlers.onrun();
      return true;
    };
    const extensions: Extension[] = [
      lineNumbers(),
      history(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      keymap.of([
        { key: 'Mod-Enter', run },
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'SQL statement' }),
      placeholder('SELECT … FROM slice'),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) handlers.onchange(update.state.doc.toString());
        if (update.focusChanged && !update.view.hasFocus) handlers.onblur();
      }),
      syntaxHighlighting(colours),
      theme,
      typeOverSelection,
      errorField,
      this.#language.of(sql()),
      EditorState.languageData.of(() => [{ autocomplete: completeParameter }]),
    ];
    const state = EditorState.create({ doc: text, extensions });
    this.#view = new EditorView({ state, root, parent: root });
  }

  /** Shows another text, as an edit that can be undone. */
  set text(text: string) {
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }

  /** Colours and completes the engine's own words, and the tables that are there. */
  set vocabulary({ keywords, functions, types, tables }: Vocabulary) {
    const dialect = SQLDialect.define({
      keywords: keywords.join(' '),
      builtin: functions.join(' '),
      types: types.join(' '),
      doubleDollarQuotedStrings: true,
      caseInsensitiveIdentifiers: true,
      operatorChars: '*+-%<>!=&|~^/:',
    });
    const language = sql({
      dialect,
      schema: Object.fromEntries(
        Object.entries(tables).map(([name, columns]) => [name, [...columns]]),
      ),
      defaultTable: 'slice',
    });
    this.#view.dispatch({ effects: this.#language.reconfigure(language) });
  }

  /** Marks where the engine stopped. */
  set error(place: ErrorPlace | null) {
    this.#view.dispatch({ effects: markError.of(place) });
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}
