import { type Refusal, refuse } from '@skein/contracts';

/** What is said of an address that stays away: the same for each reason, so that it tells of none. */
export const awayInWords =
  'belongs to somebody who asked this network to forget them or not to write to them; only they can come back, by asking to join themselves';

/** The refusal to bring back addresses that stay away; `fields` are those that hold one. */
export const refuseAway = (fields: readonly string[]): Refusal | undefined =>
  fields.length === 0
    ? undefined
    : refuse(
        'conflict',
        'Whoever has this address asked this network to forget them or not to write to them. Only they can come back, by asking to join themselves.',
        ...fields.map((field): [string, string] => [field, awayInWords]),
      );
