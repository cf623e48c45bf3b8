import { defaultKeymap } from '@codemirror/commands';
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { parser } from '@lezer/markdown';
import { useEffect, useRef } from 'react';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import styles from './meetings.module.css';
import type { NoteFieldProps } from './PlainNote.tsx';

const markdown = new Language(defineLanguageFacet(), parser, [], 'markdown');

const look = [
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.heading, fontWeight: '720' },
      { tag: tags.strong, fontWeight: '650' },
      { tag: tags.emphasis, fontStyle: 'italic' },
      { tag: [tags.processingInstruction, tags.url], color: 'var(--ink-quiet)' },
    ]),
  ),
  EditorView.theme({
    '&.cm-focused': { outline: 'none' },
    '.cm-content': {
      minHeight: '6rem',
      padding: 'var(--space-3)',
      fontFamily: 'var(--font)',
      lineHeight: '1.55',
      caretColor: 'var(--ink)',
    },
    '.cm-line': { padding: '0' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  }),
];

/** A note in Markdown that others write in at the same time. Apart in a shadow root, where its styles need no exception. */
const Editor = ({ note, label }: NoteFieldProps) => {
  const host = useRef<HTMLDivElement>(null);
  const { text } = note;
  useEffect(() => {
    const place = host.current;
    if (!place) return;
    const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
    const view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            spellcheck: 'true',
            autocapitalize: 'sentences',
          }),
          markdown,
          ...look,
          yCollab(text, null),
        ],
      }),
    });
    return () => view.destroy();
  }, [text, label]);
  return <div ref={host} className={styles.editor} />;
};

export default Editor;
