import { type Assets, documentOf } from '@skein/web';
import type { Part } from '@skein/web/markup';
import { directionOf } from './view.ts';

/** What a page says, and what of the frame is its own. */
export interface Framed {
  readonly title: string;
  readonly language?: string;
  /** Whether the page's script is to run. */
  readonly scripted: boolean;
  readonly content: Part;
}

/** A whole document, in the frame of all pages, as the network’s own where it is known. */
export const frame = (
  { title, language = 'en', scripted, content }: Framed,
  names: Assets,
  network?: { readonly name: string; readonly mark: string } | null,
): string =>
  documentOf(
    {
      title,
      network: network ?? undefined,
      language,
      direction: directionOf(language),
      style: 'answer-style',
      script: scripted ? 'answer' : undefined,
      content,
    },
    names,
  );
