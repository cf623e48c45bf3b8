import { compileLetter } from './template.ts';

export interface DigestValues {
  readonly name: string;
  readonly title: string;
  readonly introduction: readonly string[];
  readonly sections: readonly {
    readonly title: string;
    readonly items: readonly {
      readonly title: string;
      readonly detail: readonly string[];
      readonly link: string | undefined;
    }[];
  }[];
  /** Where the reader stops this letter. */
  readonly stop: string;
}

interface LinkValues {
  readonly name: string | undefined;
  readonly link: string;
}

/** Every kind of letter, compiled when the process starts: one that does not compile keeps it from starting. */
export const letters = {
  digest: await compileLetter<DigestValues>('digest', '{{title}}', 'News from your communities'),
  welcome: await compileLetter<{ name: string; community: string; link: string }>(
    'welcome',
    'Welcome to {{community}}',
    'How good that you are here',
  ),
  invitation: await compileLetter<{ name: string; title: string; closes: string; link: string }>(
    'survey-invitation',
    'Your view is asked for: {{title}}',
    'You can answer until {{closes}}',
  ),
  signIn: await compileLetter<LinkValues>(
    'sign-in',
    'Your link to sign in',
    'It works once, for ten minutes',
  ),
  confirmJoining: await compileLetter<LinkValues>(
    'confirm-joining',
    'Please confirm your address',
    'One step is left',
  ),
};

/** The paragraphs of a text: what blank lines or line ends set apart. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
