import {
  ConsentPurpose,
  type ConsentText,
  type CurrentConsent,
  type Preferences,
  type Refusal,
  refuse,
} from '@skein/contracts';
import type { ConsentRow } from './row.ts';

/** What one line of the ledger is to say. */
export type NewLine = Omit<ConsentRow, '_id' | 'network' | 'person' | 'at'>;

/** When something was agreed to: for an imported consent the day that the list names, if it names one. */
const givenAt = ({ stated, at }: ConsentRow): Date => (stated?.givenAt ? new Date(stated.givenAt) : at);

/** How a person stands to each purpose, from their lines, oldest first: the last line of a purpose counts. */
export const consentsNow = (lines: readonly ConsentRow[]): CurrentConsent[] =>
  ConsentPurpose.options.map((purpose) => {
    const ofPurpose = lines.filter((line) => line.purpose === purpose);
    const last = ofPurpose.at(-1);
    if (!last) return { purpose, given: false };
    const { given, basis, textVersion, channel, at } = last;
    const lastGiven = ofPurpose.findLast((line) => line.given);
    return {
      purpose,
      given,
      basis,
      textVersion,
      channel,
      ...(lastGiven && { givenAt: givenAt(lastGiven).toISOString() }),
      ...(!given && { withdrawnAt: at.toISOString() }),
    };
  });

/** What a person may choose, in the words shown today. */
export const preferencesOf = (
  current: readonly CurrentConsent[],
  text: ConsentText,
): Omit<Preferences, 'erasure'> => ({
  textVersion: text.version,
  purposes: current.flatMap(({ purpose, given, basis, givenAt, withdrawnAt }) => {
    const words = text.purposes[purpose];
    const since = given ? givenAt : withdrawnAt;
    if (!words) return [];
    return [
      { purpose, text: words, given, ...(since && { since }), onConsent: (basis ?? 'consent') === 'consent' },
    ];
  }),
});

/** The lines that a person's choices add: a choice that says what holds already, in the same words, adds none. */
export const choose = (
  choices: readonly { purpose: ConsentPurpose; given: boolean }[],
  current: readonly CurrentConsent[],
  text: ConsentText,
): NewLine[] | Refusal => {
  const named = choices.map(({ purpose }) => purpose);
  const twice = named.findIndex((purpose, index) => named.indexOf(purpose) !== index);
  if (twice >= 0) {
    return refuse('invalid-request', 'A purpose is named twice.', [
      `choices.${twice}.purpose`,
      'is named before',
    ]);
  }
  return choices.flatMap(({ purpose, given }) => {
    const before = current.find((one) => one.purpose === purpose);
    const same = (before?.given ?? false) === given && (!given || before?.textVersion === text.version);
    if (same) return [];
    return [{ purpose, given, basis: 'consent', textVersion: text.version, channel: 'preference-page' }];
  });
};

/** The lines that end everything a person agrees to now. */
export const stopAll = (current: readonly CurrentConsent[], textVersion: string): NewLine[] =>
  current
    .filter(({ given }) => given)
    .map(({ purpose, basis = 'consent' }) => ({
      purpose,
      given: false,
      basis,
      textVersion,
      channel: 'preference-page',
    }));

/** Whether a wording may be agreed to (the one shown today), or withdrawn from (any that was ever shown). */
export const checkText = (
  given: boolean,
  textVersion: string,
  texts: readonly ConsentText[],
): Refusal | undefined => {
  const text = texts.find(({ version }) => version === textVersion);
  const today = texts.find(({ current }) => current)?.version;
  if (!text)
    return refuse('invalid-request', 'There is no such wording.', ['textVersion', 'was never published']);
  if (!given || text.current) return undefined;
  const shown = `is not the wording shown today, ${today}`;
  return refuse('invalid-request', 'That wording is not the current one.', ['textVersion', shown]);
};

/** Nobody agrees for another: others record a withdrawal, and hosts that the network relies on another basis. */
export const whoMayRecord = (
  { given, basis }: Pick<ConsentRow, 'given' | 'basis'>,
  { oneself, host }: { readonly oneself: boolean; readonly host: boolean },
): Refusal | undefined => {
  if (given && basis === 'consent' && !oneself) {
    return refuse('forbidden', 'Only the person themselves can agree.');
  }
  if (basis === 'consent' || host) return undefined;
  return refuse('forbidden', 'Only hosts say on what basis the network relies.', [
    'basis',
    'is consent for oneself',
  ]);
};
