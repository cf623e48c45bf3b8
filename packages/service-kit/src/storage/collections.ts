import { isDeepStrictEqual } from 'node:util';
import type { Db, IndexDescription } from 'mongodb';
import { z } from 'zod';
import type { People } from './holdings.ts';

/** A collection as its service declares it: what its documents are, and how they are found. */
export interface CollectionDeclaration<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Made into the collection's validator, so that no write of any program can break it. */
  readonly schema: S;
  readonly indexes?: readonly IndexDescription[];
  /** What it holds of people: what an export shows, an erasure takes and a merge moves of it. */
  readonly people: People;
  /** Kept in the order of the ids, so that nothing in it tells in which order the documents came. Set when it is made. */
  readonly clustered?: true;
}

/** Declares a collection, keeping the exact type of its rows. */
export const declareCollection = <S extends z.ZodType>(
  declaration: CollectionDeclaration<S>,
): CollectionDeclaration<S> => declaration;

/** Creates collections, validators and indexes, idempotently and safely when several processes start at once. */
export const ensureCollections = async (
  db: Db,
  declarations: readonly CollectionDeclaration[],
): Promise<void> => {
  const existing = new Map((await db.listCollections().toArray()).map((one) => [one.name, validatorOf(one)]));
  const ensure = async ({ name, schema, indexes, clustered }: CollectionDeclaration): Promise<void> => {
    const validator = { $jsonSchema: mongoSchema(schema) };
    const made = !existing.has(name) && (await createUnlessThere(db, name, validator, clustered));
    // Changing a validator waits for every open transaction on the collection, a dead process's too: only if it differs.
    if (!made && !isDeepStrictEqual(validator, existing.get(name))) {
      await db.command({ collMod: name, validator });
    }
    if (indexes?.length) await db.collection(name).createIndexes([...indexes]);
  };
  // At once: each waits for the disk, and not for the others.
  await Promise.all(declarations.map(ensure));
};

const validatorOf = (collection: object): unknown =>
  (collection as { options?: { validator?: unknown } }).options?.validator;

const namespaceExists = 48;

/** Whether it was made here, and not by another process at the same time. */
const createUnlessThere = async (
  db: Db,
  name: string,
  validator: object,
  clustered = false,
): Promise<boolean> => {
  try {
    await db.createCollection(name, {
      validator,
      ...(clustered && { clusteredIndex: { key: { _id: 1 }, unique: true } }),
    });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code !== namespaceExists) throw error;
    return false;
  }
};

// MongoDB knows draft 4 without these words, and has its own names for numbers.
const unknownWords = ['$schema', 'format', 'default', 'propertyNames', 'id', 'examples', 'deprecated'];

/** A zod schema as MongoDB's `$jsonSchema`; dates are BSON dates. */
export const mongoSchema = (schema: z.ZodType): object => {
  const json = z.toJSONSchema(schema, {
    target: 'draft-04',
    unrepresentable: 'any',
    io: 'output',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { bsonType: 'date' });
    },
  });
  return translate(json as Json, ((json as Json).definitions ?? {}) as Json) as object;
};

type Json = Record<string, unknown>;

const translate = (node: unknown, definitions: Json): unknown => {
  if (Array.isArray(node)) return node.map((item) => translate(item, definitions));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, definitions: _, ...rest } = node as Json;
  if (typeof $ref === 'string') return translate(definitions[$ref.split('/').at(-1) ?? ''], definitions);
  const words = Object.entries(rest).filter(([word]) => !unknownWords.includes(word));
  return Object.assign({}, ...words.map(([word, value]) => translateWord(word, value, definitions)));
};

const translateWord = (word: string, value: unknown, definitions: Json): Json => {
  if (word === 'type') return bsonTypeOf(value);
  if (word === 'enum' || word === 'required') return { [word]: value };
  if (word !== 'properties' && word !== 'patternProperties') return { [word]: translate(value, definitions) };
  const inner = Object.entries(value as Json).map(([key, schema]) => [key, translate(schema, definitions)]);
  return { [word]: Object.fromEntries(inner) };
};

const bsonTypeOf = (type: unknown): Json => {
  if (type === 'integer') return { bsonType: ['int', 'long', 'double'] };
  return { type };
};
