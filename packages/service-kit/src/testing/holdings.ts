import type { Db } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { heldIn, rowsOf } from '../people/sweep.ts';
import { ownCollections } from '../service.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { showsNothing, type Whose } from '../storage/holdings.ts';

// What a field that leads to a person is called in this code.
const leads =
  /^(?:persons?|people|members?|by|broughtBy|owners?|email|actor|present|apologies|author|host)$/i;

/** Names of a schema's fields, those inside of lists and records too. */
const fieldsOf = (schema: z.ZodType): string[] => {
  const names: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    for (const [word, inner] of Object.entries(node)) {
      if (word === 'properties') names.push(...Object.keys(inner as object));
      visit(inner);
    }
  };
  visit(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }));
  return names;
};

/** Fails where a service keeps something of which nobody said what it holds of people. */
export const checkHoldings = (collections: readonly CollectionDeclaration[]): void => {
  describe.each([...ownCollections, ...collections].map((one) => [one.name, one] as const))(
    'the collection %s',
    (_name, { schema, people }) => {
      it('says what it holds of people, and what becomes of it', () => {
        expect(people).toBeDefined();
        if ('nobody' in people) expect(people.nobody).not.toBe('');
        else expect(people.holding.title).not.toBe('');
      });

      it('names nobody where it says so', () => {
        if (!schema || 'holding' in people) return;
        expect(fieldsOf(schema).filter((field) => leads.test(field))).toEqual([]);
      });
    },
  );
};

/** What a service declares to hold of people, in how many rows of each it holds one of them, and what an export says. */
export const heldOf = (
  db: Db,
  collections: readonly CollectionDeclaration[],
  whose: Whose,
): Promise<{ name: string; rows: number; shown: string | undefined }[]> =>
  Promise.all(
    heldIn([...ownCollections, ...collections]).map(async (at) => ({
      name: at.name,
      rows: await db.collection(at.name).countDocuments(await rowsOf({ db }, at, whose)),
      shown: at.holding.show === showsNothing ? undefined : at.holding.title,
    })),
  );
