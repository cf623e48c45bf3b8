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
  /** Where they decide on every purpose, without signing in. */
  readonly preferences: string;
}

export interface CampaignValues {
  readonly name: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly wording: string;
  readonly deadline: string;
  readonly reminder: boolean;
  readonly link: string;
  readonly preferences: string;
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
  campaign: await compileLetter<CampaignValues>(
    'campaign',
    '{{#if reminder}}Reminder: {{/if}}{{title}}',
    'Please tell us by {{deadline}}: yes or no',
  ),
  invitation: await compileLetter<{
    name: string;
    title: string;
    closes: string;
    link: string;
    preferences: string;
  }>('survey-invitation', 'Your view is asked for: {{title}}', 'You can answer until {{closes}}'),
  vote: await compileLetter<{
    name: string;
    title: string;
    closes: string;
    link: string;
    preferences: string;
  }>('vote-invitation', 'Your vote is asked for: {{title}}', 'You can vote until {{closes}}'),
  signIn: await compileLetter<LinkValues>(
    'sign-in',
    'Your link to sign in',
    'It works once, for ten minutes',
  ),
  confirmErasure: await compileLetter<LinkValues>(
    'confirm-erasure',
    'Do you want us to forget you?',
    'Nothing happens until you confirm it',
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
