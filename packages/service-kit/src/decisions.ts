import { type Refusal, refuse } from '@skein/contracts';

export { zoneInWords } from './moments.ts';

/** A record after an edit, and the fields that it changed. */
export interface Changed<T> {
  readonly row: T;
  readonly fields: string[];
}

/** What an edit sends: any of a record's fields. */
export type Sent<T> = { readonly [K in keyof T]?: T[K] | undefined };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts what was sent into a record. What says nothing new leaves it at its version, so that no event tells of nothing. */
export const withChanges = <T extends { readonly version: number }>(
  before: T,
  sent: Sent<NoInfer<T>>,
): Changed<T> => {
  const given = Object.entries(sent).filter(([, value]) => value !== undefined);
  const differing = given.filter(([field, value]) => !same(value, before[field as keyof T]));
  if (differing.length === 0) return { row: before, fields: [] };
  const row = { ...before, ...Object.fromEntries(differing), version: before.version + 1 };
  return { row, fields: differing.map(([field]) => field) };
};

/** What an edit sends where null takes a field away. */
export type Edited<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** The same as `withChanges`, where null takes a field away that there is. */
export const withEdits = <T extends { readonly version: number }>(
  before: T,
  sent: Edited<NoInfer<T>>,
): Changed<T> => {
  const news = Object.entries(sent).filter(
    ([field, value]) => value !== null || before[field as keyof T] !== undefined,
  );
  const { row, fields } = withChanges(before, Object.fromEntries(news) as Sent<T>);
  return { row: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T, fields };
};

/** So long after a link or a passkey, a session may change who controls an account. */
const freshMs = 10 * 60 * 1000;

/** The refusal of a session that showed too long ago who it is, or not with all that its person has. */
export const staleProof = (
  proof: { readonly at: Date; readonly lacksPasskey: boolean } | undefined,
  now: Date,
): Refusal | undefined => {
  if (proof?.lacksPasskey)
    return refuse('passkey-required', 'Use one of your passkeys in this session first.');
  if (proof && now.getTime() - proof.at.getTime() <= freshMs) return undefined;
  return refuse(
    'stale-sign-in',
    'This is done within ten minutes of signing in: sign in again, or use your passkey again.',
  );
};
