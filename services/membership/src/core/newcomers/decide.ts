import { consentText, type PersonImport, type Refusal, refuse } from '@skein/contracts';
import type { ConsentLine } from '../consent/row.ts';
import { refuseAway } from '../kept-away/decide.ts';
import type { MembershipRow } from '../memberships/row.ts';
import { withoutGaps } from '../people/decide.ts';
import type { PersonRow } from '../people/row.ts';

/** All that an import writes. */
export interface Imported {
  readonly people: PersonRow[];
  readonly memberships: MembershipRow[];
  readonly consents: ConsentLine[];
}

interface ImportState {
  readonly network: string;
  readonly by: string;
  /** The wording shown today; the built-in one unless said. */
  readonly textVersion?: string;
  readonly taken: ReadonlySet<string>;
  /** Addresses of those who come back by themselves alone. */
  readonly away: ReadonlyMap<string, unknown>;
  readonly communities: ReadonlySet<string>;
}

const firstBadField = (people: readonly PersonImport[], state: ImportState): Refusal | undefined => {
  const seen = new Map<string, number>();
  const fields: [string, string][] = [];
  for (const [index, { email, communities }] of people.entries()) {
    const earlier = seen.get(email);
    if (earlier !== undefined)
      fields.push([`people.${index}.email`, `is the same as that of no. ${earlier + 1}`]);
    else if (state.taken.has(email)) fields.push([`people.${index}.email`, 'belongs to a member already']);
    seen.set(email, index);
    for (const [place, { community }] of communities.entries()) {
      if (state.communities.has(community)) continue;
      const where = `people.${index}.communities.${place}.community`;
      return refuse('unknown-reference', 'There is no such community.', [
        where,
        'is no community of this network',
      ]);
    }
  }
  if (fields.length === 0) return undefined;
  return refuse(
    'already-exists',
    `${fields.length} addresses are there already; nobody was taken in.`,
    ...fields,
  );
};

const fieldsAway = (people: readonly PersonImport[], away: ImportState['away']): string[] =>
  people.flatMap(({ email }, index) => (away.has(email) ? [`people.${index}.email`] : []));

/** Takes many people in, all or none. Ids and clock are given, so the same input gives the same rows. */
export const importPeople = (
  people: readonly PersonImport[],
  state: ImportState,
  now: Date,
  newId: () => string,
): Imported | Refusal => {
  const bad = firstBadField(people, state) ?? refuseAway(fieldsAway(people, state.away));
  if (bad) return bad;
  const rows: Imported = { people: [], memberships: [], consents: [] };
  const { network, by, textVersion = consentText.version } = state;
  for (const { communities, consents, ...profile } of people) {
    const _id = newId();
    rows.people.push({ _id, network, version: 1, ...withoutGaps(profile), joinedAt: now });
    for (const { community, role } of communities) {
      rows.memberships.push({
        _id: `${_id}.${community}`,
        network,
        version: 1,
        person: _id,
        community,
        role,
        since: now,
      });
    }
    for (const purpose of consents) {
      const channel = 'import' as const;
      rows.consents.push({
        _id: newId(),
        network,
        person: _id,
        purpose,
        given: true,
        textVersion,
        channel,
        by,
        at: now,
      });
    }
  }
  return rows;
};

/** A person as they are when they come into the network: what they told, and nothing more. */
export const newcomer = (
  told: Pick<PersonRow, 'network' | 'name' | 'email'>,
  joinedAt: Date,
  _id: string,
): PersonRow => ({ _id, version: 1, ...told, interests: [], roles: [], joinedAt });
