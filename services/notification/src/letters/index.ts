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

export interface ProspectsValues {
  readonly name: string;
  readonly contacts: readonly {
    readonly name: string;
    readonly how: string;
    readonly day: string;
  }[];
  readonly link: string;
}

export interface IntroductionValues {
  readonly name: string;
  readonly weaver: string;
  readonly reason: readonly string[];
  readonly others: readonly {
    readonly name: string;
    readonly community: string | undefined;
    readonly email: string | undefined;
  }[];
  readonly until: string;
  readonly link: string;
}

interface SurveyLetterValues {
  readonly name: string | undefined;
  readonly title: string;
  readonly closes: string;
  readonly reminder: boolean;
  /** Only of it is known that a ballot was fetched, and not whether it was used. */
  readonly anonymous: boolean;
  readonly link: string;
  /** Where letters about this survey are stopped. */
  readonly stop: string;
  readonly preferences: string | undefined;
}

interface LinkValues {
  readonly name: string | undefined;
  readonly link: string;
}

export interface ProposalValues {
  readonly name: string;
  readonly community: string;
  readonly accepted: boolean;
  readonly declined: boolean;
  readonly comment: readonly string[];
  readonly link: string;
}

export interface CommunityInvitationValues {
  readonly name: string | undefined;
  readonly community: string;
  readonly domain: string;
  readonly by: string | undefined;
  readonly message: readonly string[];
  readonly expires: string;
  readonly link: string;
}

export interface RectificationValues {
  readonly name: string;
  readonly what: readonly string[];
  readonly done: boolean;
  readonly reason: readonly string[];
  readonly link: string;
}

interface ReceiptValues extends LinkValues {
  readonly told: readonly { readonly what: string; readonly became: string }[];
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
  introduction: await compileLetter<IntroductionValues>(
    'introduction',
    '{{weaver}} would like to introduce you',
    'Say yes or no: nobody has your address from us',
  ),
  introductionMade: await compileLetter<IntroductionValues>(
    'introduction-made',
    'You are introduced: {{#each others}}{{#if @index}}, {{/if}}{{name}}{{/each}}',
    'You all said yes',
  ),
  introductionFollowUp: await compileLetter<IntroductionValues>(
    'introduction-follow-up',
    'What came of it: {{#each others}}{{#if @index}}, {{/if}}{{name}}{{/each}}?',
    'You introduced them some weeks ago',
  ),
  prospects: await compileLetter<ProspectsValues>(
    'prospects',
    'You wanted to speak to {{contacts.length}} {{#if contacts.[1]}}people{{else}}person{{/if}}',
    'They might become members',
  ),
  surveyLetter: await compileLetter<SurveyLetterValues>(
    'survey-letter',
    '{{#if reminder}}Reminder: {{title}}{{else}}Your view is asked for: {{title}}{{/if}}',
    'You can answer until {{closes}}',
  ),
  communityInvitation: await compileLetter<CommunityInvitationValues>(
    'community-invitation',
    'You are invited: {{community}}',
    'Join us, if you like, until {{expires}}',
  ),
  proposal: await compileLetter<ProposalValues>(
    'proposal',
    'Your proposal: {{community}}',
    'What the hosting team says of it',
  ),
  vote: await compileLetter<{
    name: string;
    title: string;
    closes: string;
    link: string;
    preferences: string;
  }>('vote-invitation', 'Your vote is asked for: {{title}}', 'You can vote until {{closes}}'),
  results: await compileLetter<{
    name: string;
    title: string;
    link: string;
    stop: string;
    preferences: string;
  }>('results', 'Results: {{title}}', 'What came of a survey'),
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
  erasureReceipt: await compileLetter<ReceiptValues>(
    'erasure-receipt',
    'We have forgotten you',
    'What was deleted, and what was kept and why',
  ),
  rectification: await compileLetter<RectificationValues>(
    'rectification',
    'What you asked us to put right',
    'What came of it',
  ),
  confirmAddress: await compileLetter<LinkValues>(
    'confirm-address',
    'Confirm your new address',
    'Nothing changes until you confirm it',
  ),
  keepAddress: await compileLetter<LinkValues>(
    'keep-address',
    'Your address is about to change',
    'Stop it, if it was not you',
  ),
  addressTaken: await compileLetter<LinkValues>(
    'address-taken',
    'This address is a member’s already',
    'Nothing changes',
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
