import {
  type CurrentConsent,
  type DuplicateReason,
  type FieldAudience,
  ProfileField,
} from '@skein/contracts';
import { normalised, wordsIn } from '@skein/contracts/words';
import { distance } from 'fastest-levenshtein';
import type { NewLine } from '../../core/consent/decide.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { visibilityOf } from '../../core/people/visibility.ts';

/** What is compared of a member. */
export type Compared = Pick<PersonRow, '_id' | 'version' | 'name' | 'email' | 'joinedAt'> &
  Partial<Pick<PersonRow, 'organisation' | 'region'>>;

export interface Pair {
  readonly people: readonly [Compared, Compared];
  readonly reasons: readonly DuplicateReason[];
}

// What stands before a name, or after it, and is none.
const titles = new Set(
  'dr prof med phil rer nat ing dipl mag mr mrs ms miss mx sir dame rn rgn phd msc bsc ma ba mba md frau herr'.split(
    ' ',
  ),
);

/** Its words without accents, signs and titles, in alphabetical order: “Dr. Müller, Ada” is “Ada Muller”. */
export const nameKey = (name: string): string => {
  const words = wordsIn(name).toSorted();
  const own = words.filter((word) => !titles.has(word));
  return (own.length ? own : words).join(' ');
};

/** What stands before the @, without dots and what follows a plus. */
const localPart = (email: string): string =>
  (email.split('@')[0] ?? '').replace(/\+.*/, '').replaceAll('.', '');

/** A member with what is compared, made once. */
interface Prepared {
  readonly one: Compared;
  readonly name: string;
  readonly local: string;
  readonly organisation: string;
  readonly region: string;
  readonly places: readonly string[];
}

const prepared = (one: Compared): Prepared => {
  const [organisation, region] = [normalised(one.organisation ?? ''), normalised(one.region ?? '')];
  return {
    one,
    name: nameKey(one.name),
    local: localPart(one.email),
    organisation,
    region,
    places: [organisation, region].filter((text) => text !== ''),
  };
};

/** A key that more than this share (an `info@`, a common name) tells nothing. */
const largestBlock = 40;
const shortestLocal = 5;
const shortestName = 8;
/** Letters that a misspelt name may differ in. */
const mostDiffering = 2;

/** Whether one has all words of the other and more: a double name since a marriage, a second given name. */
const holdsName = (a: string, b: string): boolean => {
  const [few = [], many = []] = [a.split(' '), b.split(' ')].toSorted(
    (one, other) => one.length - other.length,
  );
  return few.length >= 2 && few.length < many.length && few.every((word) => many.includes(word));
};

const isNear = (a: string, b: string): boolean => {
  const long = a.length >= shortestName && Math.abs(a.length - b.length) <= mostDiffering;
  return (long && distance(a, b) <= mostDiffering) || holdsName(a, b);
};

const reasonsFor = (a: Prepared, b: Prepared): DuplicateReason[] => {
  const same = a.name === b.name;
  if (!same && !isNear(a.name, b.name)) return [];
  const both = (field: 'organisation' | 'region') => a[field] !== '' && a[field] === b[field];
  const beside: DuplicateReason[] = [
    ...(a.local === b.local && a.local.length >= shortestLocal ? (['similar-address'] as const) : []),
    ...(both('organisation') ? (['same-organisation'] as const) : []),
    ...(both('region') ? (['same-region'] as const) : []),
  ];
  const elsewhere = a.places.some((place) => b.places.includes(place));
  return beside.length || elsewhere ? [same ? 'same-name' : 'similar-name', ...beside] : [];
};

const weights: Record<DuplicateReason, number> = {
  'same-name': 8,
  'similar-name': 4,
  'similar-address': 4,
  'same-organisation': 3,
  'same-region': 1,
};

/** How likely it is that two are one: what speaks for it, added up. */
const likelihood = ({ reasons }: Pair): number => reasons.reduce((sum, reason) => sum + weights[reason], 0);

/** The likeliest pairs first; among equals the order stays the same from one reading to the next. */
export const likeliestFirst = (pairs: readonly Pair[]): Pair[] =>
  pairs.toSorted(
    (a, b) =>
      likelihood(b) - likelihood(a) ||
      (pairId(a.people[0]._id, a.people[1]._id) < pairId(b.people[0]._id, b.people[1]._id) ? -1 : 1),
  );

/** Keys under which two who may be one meet: so few are compared with each other, however many there are. */
const keysOf = ({ name, local, places }: Prepared): string[] => [
  `name ${name}`,
  ...(local.length >= shortestLocal ? [`local ${local}`] : []),
  // A misspelling leaves most words whole.
  ...places.flatMap((place) => name.split(' ').map((word) => `word ${word} ${place}`)),
];

export const pairId = (a: string, b: string): string => [a, b].toSorted().join('.');

const pairsIn = (block: readonly Prepared[]): Pair[] =>
  block.flatMap((a, index) =>
    block.slice(index + 1).flatMap((b): Pair[] => {
      const reasons = reasonsFor(a, b);
      const aFirst = a.one.joinedAt <= b.one.joinedAt;
      return reasons.length ? [{ people: aFirst ? [a.one, b.one] : [b.one, a.one], reasons }] : [];
    }),
  );

/** A search in steps, so that whoever makes it can do other things between them. */
export interface PairSearch {
  add(people: Iterable<Compared>): void;
  /** The pairs that may be one person: each step gives those of some blocks, with none twice. */
  pairs(): Generator<readonly Pair[]>;
}

/** Blocks that one step compares. */
const stepBlocks = 50;

/** Searches for pairs, but for those `dismissed`: only who share a key are compared. */
export const searchPairs = (dismissed: ReadonlySet<string>): PairSearch => {
  const blocks = new Map<string, Prepared[]>();
  const known = new Set(dismissed);
  const add = (ready: Prepared, key: string): void => {
    const block = blocks.get(key);
    if (!block) blocks.set(key, [ready]);
    // One more than is compared says that it is too many; the rest need not be kept.
    else if (block.length <= largestBlock) block.push(ready);
  };
  const fresh = (pair: Pair): boolean => {
    const id = pairId(pair.people[0]._id, pair.people[1]._id);
    if (known.has(id)) return false;
    known.add(id);
    return true;
  };
  return {
    add: (people) => {
      for (const one of people) {
        const ready = prepared(one);
        for (const key of new Set(keysOf(ready))) add(ready, key);
      }
    },
    *pairs() {
      let step: Pair[] = [];
      let seen = 0;
      for (const block of blocks.values()) {
        if (block.length > 1 && block.length <= largestBlock) step.push(...pairsIn(block).filter(fresh));
        seen += 1;
        if (seen % stepBlocks) continue;
        yield step;
        step = [];
      }
      yield step;
    },
  };
};

export interface MergedPerson {
  readonly person: PersonRow;
  readonly filled: string[];
  readonly lost: string[];
}

// Decided for themselves below, or made from the rest by whoever writes the row.
const own = new Set([
  ...[
    '_id',
    'network',
    'version',
    'roles',
    'interests',
    'strengths',
    'joinedAt',
    'visibility',
    'namedOpenly',
  ],
  ...['organisationId', 'key', 'tokens', 'listed', 'places', 'guard'],
]);

const strictestFirst: readonly FieldAudience[] = ['nobody', 'communities', 'network'];

/** What either hid stays hidden. */
const stricter = (kept: PersonRow, gone: PersonRow): PersonRow['visibility'] => {
  if (!kept.visibility && !gone.visibility) return undefined;
  const [mine, theirs] = [visibilityOf(kept), visibilityOf(gone)];
  return Object.fromEntries(
    ProfileField.options.map((field) => [
      field,
      strictestFirst.find((audience) => audience === mine[field] || audience === theirs[field]),
    ]),
  );
};

/** The kept one's fields win; the other's fill what was empty. Roles, interests and strengths are both's, and the earlier day. */
export const mergePerson = (kept: PersonRow, gone: PersonRow): MergedPerson => {
  const fields = Object.entries(gone).filter(([field, value]) => !own.has(field) && value !== undefined);
  const before = kept as unknown as Record<string, unknown>;
  const isEmpty = (field: string) => before[field] === undefined || before[field] === '';
  const filled = fields.filter(([field]) => isEmpty(field));
  const lost = fields.filter(
    ([field, value]) => !isEmpty(field) && JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  const strengths = [...new Set([...(kept.strengths ?? []), ...(gone.strengths ?? [])])];
  const visibility = stricter(kept, gone);
  const person = {
    ...kept,
    ...Object.fromEntries(filled),
    // An organisation's name and its id come from the same one.
    ...(isEmpty('organisation') && gone.organisationId && { organisationId: gone.organisationId }),
    ...(strengths.length > 0 && { strengths }),
    ...(visibility && { visibility }),
    ...(gone.namedOpenly === false && { namedOpenly: false }),
    roles: [...new Set([...kept.roles, ...gone.roles])],
    interests: [...new Set([...kept.interests, ...gone.interests])],
    joinedAt: gone.joinedAt < kept.joinedAt ? gone.joinedAt : kept.joinedAt,
    version: kept.version + 1,
  };
  return { person, filled: filled.map(([field]) => field), lost: lost.map(([field]) => field) };
};

/** A withdrawal by either is not undone: the lines that withdraw what the other one still agrees to. */
export const withdrawnByEither = (
  kept: readonly CurrentConsent[],
  gone: readonly CurrentConsent[],
  textVersion: string,
): NewLine[] =>
  kept.flatMap((mine, index): NewLine[] => {
    const theirs = gone[index];
    const oneStopped = (mine.given && theirs?.withdrawnAt) || (theirs?.given && mine.withdrawnAt);
    if (!oneStopped) return [];
    const { purpose, basis = 'consent' } = mine;
    return [{ purpose, given: false, basis, textVersion, channel: 'merge' }];
  });
