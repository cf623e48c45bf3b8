import type { Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { heldIn, rowsOf } from '../people/sweep.ts';
import { ownCollections } from '../service.ts';
import { type CollectionDeclaration, mongoSchema } from '../storage/collections.ts';
import { type Holding, showsNothing } from '../storage/holdings.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader } from '../storage/transaction.ts';

// What a field that leads to a person is called in this code.
const leads =
  /^(?:persons?|people|members?|by|broughtBy|owners?|email|actor|present|apologies|author|host)$/i;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** A schema's node, with those that stand in its place: of its choices, and of the items of a list. */
const alike = (node: Node): Node[] => {
  const inner = [node.anyOf, node.oneOf, node.allOf, node.items].flat().filter(isNode);
  return [node, ...inner.flatMap(alike)];
};

/** The schemas of the fields that a dotted path leads to; lists on the way are gone into. */
const at = (node: Node, [field, ...rest]: readonly string[]): Node[] => {
  if (field === undefined) return [node];
  return alike(node).flatMap(({ properties, additionalProperties }) => {
    const found = (properties as Node | undefined)?.[field] ?? additionalProperties;
    return isNode(found) ? at(found, rest) : [];
  });
};

/** Names of a schema's fields, those inside of lists and records too. */
const fieldsOf = (node: unknown): string[] => {
  if (!isNode(node)) return [];
  const { properties } = node;
  const own = isNode(properties) && !Array.isArray(node) ? Object.keys(properties) : [];
  return [...own, ...Object.values(node).flatMap(fieldsOf)];
};

/** Fails where a service keeps something of which nobody said what it holds of people, or said it wrongly. */
export const checkHoldings = (collections: readonly CollectionDeclaration[]): void => {
  const all = [...ownCollections, ...collections];

  it.each(all.map((one) => [one.name, one] as const))(
    '%s says what it holds of people, and what becomes of it',
    (_name, { people }) => {
      expect('nobody' in people ? people.nobody : people.holding.title).toMatch(/\w/);
    },
  );

  it.each(all.flatMap(({ name, schema, called }) => (called ? [[name, schema, called] as const] : [])))(
    '%s has the field that says what its rows are called',
    (_name, schema, called) => {
      expect(fieldsOf(mongoSchema(schema))).toContain(called);
    },
  );

  it('goes over what is found by other collections before these', () => {
    expect(() => heldIn(all)).not.toThrow();
  });

  const nobodys = all.filter(({ people }) => 'nobody' in people);
  describe.each(nobodys.map((one) => [one.name, one] as const))('the collection %s', (_name, { schema }) => {
    it('names nobody, as it says', () => {
      expect(fieldsOf(mongoSchema(schema)).filter((field) => leads.test(field))).toEqual([]);
    });
  });

  const holdings = all.flatMap(
    ({ name, schema, people }): [string, CollectionDeclaration['schema'], Holding][] =>
      'holding' in people ? [[name, schema, people.holding]] : [],
  );
  describe.each(holdings)('the collection %s', (_name, schema, holding) => {
    it('leads to people by fields that it has', () => {
      const root = mongoSchema(schema) as Node;
      expect(holding.at.filter((path) => at(root, path.split('.')).length === 0)).toEqual([]);
    });
  });
};

/** What a service declares to hold of people, in how many rows of each it holds one of them, and what an export says. */
export const heldOf = (
  reader: Reader,
  collections: readonly CollectionDeclaration[],
  person: string,
): Promise<{ name: string; rows: number; shown: string | undefined }[]> =>
  Promise.all(
    heldIn([...ownCollections, ...collections]).map(async (held) => {
      const query = await rowsOf(reader, held, { network: reader.network, person });
      return {
        name: held.name,
        rows: await rowsIn(held)(reader).countDocuments(query as Document),
        shown: held.holding.show === showsNothing ? undefined : held.holding.title,
      };
    }),
  );
