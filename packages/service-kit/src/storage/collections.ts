import { isDeepStrictEqual } from 'node:util';
import type { Collection, Db, IndexDescription } from 'mongodb';
import { z } from 'zod';
import type { People } from './holdings.ts';

/** Where people write freely in the rows of a collection, so that somebody who is forgotten may still stand there. */
export interface FreeText {
  /** Dotted paths; `.*` at the end is every field there. */
  readonly at: readonly string[];
  /** In plain words, for the hosts. */
  readonly what: string;
  /** Where a host reads it, below the address of the network. */
  readonly link: (row: Readonly<Record<string, unknown>>) => string;
}

/** A collection as its service declares it: what its documents are, and how they are found. */
export interface CollectionDeclaration<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Made into the collection's validator, so that no write of any program can break it. */
  readonly schema: S;
  /** What keeps it small, or why it may grow; said by an index that lets rows expire, or here. */
  readonly grows?: string;
  readonly indexes?: readonly IndexDescription[];
  /** The field that says what a row is called, where people know it by a name. */
  readonly called?: string;
  readonly freeText?: FreeText;
  /** What it holds of people: what an export shows, an erasure takes and a merge moves of it. */
  readonly people: People;
  /** Kept in the order of the ids, so that nothing in it tells in which order the documents came. Set when it is made. */
  readonly clustered?: true;
  /** Where rows of one matter may lie apart, in collections of their own (`apart.ts`): the indexes of those. */
  readonly apart?: readonly IndexDescription[];
}

/** Declares a collection, keeping the exact type of its rows. */
export const declareCollection = <S extends z.ZodType>(
  declaration: CollectionDeclaration<S>,
): CollectionDeclaration<S> => declaration;

/**
 * Creates collections, validators and indexes, idempotently and safely when several processes start at once. Returns
 * those that were there and whose validator was another one, so that rows of before may not fit it.
 */
export const ensureCollections = async (
  db: Db,
  declarations: readonly CollectionDeclaration[],
): Promise<CollectionDeclaration[]> => {
  const existing = new Map((await db.listCollections().toArray()).map((one) => [one.name, validatorOf(one)]));
  const ensure = async (declaration: CollectionDeclaration): Promise<CollectionDeclaration[]> => {
    const { name, schema, indexes = [], clustered } = declaration;
    const validator = { $jsonSchema: mongoSchema(schema) };
    const made = !existing.has(name) && (await createUnlessThere(db, name, validator, clustered));
    // Changing a validator waits for every open transaction on the collection, a dead process's too: only if it differs.
    const changed = !made && !isDeepStrictEqual(validator, existing.get(name));
    if (changed) await db.command({ collMod: name, validator });
    if (indexes.length) await ensureIndexes(db, name, indexes);
    return changed ? [declaration] : [];
  };
  // At once: each waits for the disk, and not for the others.
  return (await Promise.all(declarations.map(ensure))).flat();
};

const indexOptionsConflict = 85;
const indexKeyConflict = 86;
const duplicateKey = 11000;

/** Makes the indexes; one of an earlier version that is in the way, by its name or by its keys, makes room. */
const ensureIndexes = async (db: Db, name: string, indexes: readonly IndexDescription[]): Promise<void> => {
  const collection = db.collection(name);
  try {
    await collection.createIndexes([...indexes]);
  } catch (error) {
    const { code } = error as { code?: number };
    if (code === duplicateKey)
      throw new Error(
        `${name}: an index allows one row where there are two, from before it was declared; a migration must join them. ${(error as Error).message}`,
        { cause: error },
      );
    if (code !== indexOptionsConflict && code !== indexKeyConflict) throw error;
    for (const index of indexes) await replaceIndex(collection, index);
  }
};

const replaceIndex = async (collection: Collection, index: IndexDescription): Promise<void> => {
  try {
    await collection.createIndexes([index]);
  } catch (error) {
    const { code } = error as { code?: number };
    if (code !== indexOptionsConflict && code !== indexKeyConflict) throw error;
    const there = await collection.indexes();
    const inTheWay = there.filter(
      (one) => one.name === index.name || isDeepStrictEqual({ ...one.key }, keysOf(index)),
    );
    for (const one of inTheWay) await collection.dropIndex(one.name ?? '').catch(unlessGone);
    await collection.createIndexes([index]);
  }
};

const keysOf = ({ key }: IndexDescription): object =>
  key instanceof Map ? Object.fromEntries(key) : { ...key };

const indexNotFound = 27;

/** Another process that starts at the same time has dropped it. */
const unlessGone = (error: { code?: number }): void => {
  if (error.code !== indexNotFound) throw error;
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
