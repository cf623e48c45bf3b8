import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { addOrganisation, editOrganisation, mergeOrganisations } from './decide.ts';

const ok = <T>(value: T) => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value as Exclude<T, { refused: unknown }>;
};
const riverside = addOrganisation(
  { name: 'Riverside Trust', aliases: ['RST', 'riverside TRUST'] },
  'testing',
  'o1',
);
const lakeside = addOrganisation({ name: 'Lakeside', region: 'West' }, 'testing', 'o2');

describe('an organisation', () => {
  it('is known by its name and each other name once', () => {
    expect(riverside).toMatchObject({ version: 1, aliases: ['RST'], keys: ['riverside trust', 'rst'] });
    expect(riverside.words).toEqual(['riverside', 'trust', 'rst']);
  });

  it('is still found by the name it had', () => {
    const { row } = ok(editOrganisation(riverside, { name: 'Riverside' }));
    expect(row).toMatchObject({ version: 2, aliases: ['RST', 'Riverside Trust'], key: 'riverside' });
    expect(ok(editOrganisation(riverside, { name: 'Riverside', aliases: [] })).row.keys).toEqual([
      'riverside',
    ]);
    expect(ok(editOrganisation(riverside, { name: 'Riverside Trust' })).fields).toEqual([]);
  });

  it('takes the names and the missing facts of one that is merged into it', () => {
    const { kept, other } = ok(mergeOrganisations(riverside, lakeside));
    expect(kept).toMatchObject({
      version: 2,
      name: 'Riverside Trust',
      region: 'West',
      aliases: ['RST', 'Lakeside'],
    });
    expect(other).toMatchObject({ version: 2, mergedInto: 'o1', keys: ['o2'], words: [] });
    expect(ok(mergeOrganisations(lakeside, riverside)).kept.region).toBe('West');
  });

  it('is merged once, into another, and not edited after', () => {
    const { other } = ok(mergeOrganisations(riverside, lakeside));
    expect(mergeOrganisations(riverside, riverside)).toMatchObject({ errors: [{ pointer: '#/other' }] });
    expect(mergeOrganisations(riverside, other)).toMatchObject({ errors: [{ pointer: '#/other' }] });
    expect(mergeOrganisations(other, riverside)).toMatchObject({ refused: 'conflict' });
    expect(editOrganisation(other, { name: 'x' })).toMatchObject({ refused: 'conflict' });
  });
});
