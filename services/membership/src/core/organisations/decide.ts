import { type Refusal, refuse } from '@skein/contracts';
import { normalised, waysToFind } from '@skein/contracts/words';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { OrganisationRow } from './row.ts';

type Description = Pick<OrganisationRow, 'name' | 'kind' | 'region' | 'website' | 'aliases'>;
type Sending = Sent<{ [K in keyof Required<Description>]: Description[K] }>;

/** Each name once, the own name not among the aliases, whatever its case and accents. */
const otherNames = (name: string, aliases: readonly string[]): string[] => {
  const seen = new Set([normalised(name)]);
  return aliases.filter((alias) => {
    const key = normalised(alias);
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
};

/** The row with what it is found and known by. */
const indexed = (row: Omit<OrganisationRow, 'keys' | 'words' | 'key'>): OrganisationRow => {
  const aliases = otherNames(row.name, row.aliases);
  const names = [row.name, ...aliases];
  return {
    ...row,
    aliases,
    key: normalised(row.name),
    keys: names.map(normalised),
    words: [...new Set(names.flatMap(waysToFind))],
  };
};

export const addOrganisation = (
  { name, aliases = [], ...rest }: Sending & { readonly name: string },
  network: string,
  _id: string,
): OrganisationRow => {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return indexed({ _id, network, version: 1, name, aliases: aliases, ...given });
};

export const editOrganisation = (
  before: OrganisationRow,
  sent: Sending,
): Changed<OrganisationRow> | Refusal => {
  if (before.mergedInto) return refuse('conflict', 'It became part of another organisation; edit that one.');
  const renamed = sent.name !== undefined && sent.name !== before.name && !sent.aliases;
  const aliases = renamed ? [...before.aliases, before.name] : sent.aliases;
  const changed = withChanges(before, {
    ...sent,
    ...(aliases && { aliases: otherNames(sent.name ?? before.name, aliases) }),
  });
  return { ...changed, row: changed.fields.length ? indexed(changed.row) : before };
};

/**
 * Makes one organisation of two. The other one stays as a signpost, so that every id that was ever given leads to the
 * one that is left; its facts fill what that one does not say.
 */
export const mergeOrganisations = (
  kept: OrganisationRow,
  other: OrganisationRow,
): { kept: OrganisationRow; other: OrganisationRow } | Refusal => {
  if (kept._id === other._id) {
    return refuse('conflict', 'An organisation cannot be merged into itself.', ['other', 'is the same one']);
  }
  if (kept.mergedInto) return refuse('conflict', `It became part of ${kept.mergedInto} itself.`);
  if (other.mergedInto) {
    return refuse('conflict', 'The other one was merged before.', [
      'other',
      'is part of another organisation',
    ]);
  }
  const { kind, region, website } = other;
  const facts = { ...(kind && { kind }), ...(region && { region }), ...(website && { website }) };
  return {
    kept: indexed({
      ...facts,
      ...kept,
      version: kept.version + 1,
      aliases: [...kept.aliases, other.name, ...other.aliases],
    }),
    // Its own id is the only thing it is known by from now on.
    other: {
      ...other,
      version: other.version + 1,
      mergedInto: kept._id,
      keys: [other._id],
      words: [],
    },
  };
};
