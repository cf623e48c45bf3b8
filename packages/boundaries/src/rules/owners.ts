import { basename, posix } from 'node:path';
import { type House, isOnlooker, production, type SourceFile, type Violation } from '../house/house.ts';

/** The files that may query a collection of their folder, besides the one that declares it. */
const stores = /^(?:[a-z-]+-)?store\.ts$/;

/** The kit itself opens collections, by names that it is given. */
const isMechanism = ({ path }: SourceFile): boolean => path.startsWith('packages/service-kit/');

const opened = (file: SourceFile): Violation[] =>
  file.opens
    .filter(({ collection }) => !isMechanism(file) || collection !== undefined)
    .map(({ collection = '…', line }) => ({
      rule: 'collection',
      file: file.path,
      line,
      message: `opens the collection '${collection}' past the transaction that may run`,
      remedy: 'Open it by rowsIn(…), in the store of the folder that declares it.',
    }));

const borrowed = (file: SourceFile): Violation[] =>
  file.borrows
    .filter(({ specifier }) => !/^\.\/[^/]+$/.test(specifier) || !stores.test(basename(file.path)))
    .map(({ name, specifier, line }) => ({
      rule: 'collection',
      file: file.path,
      line,
      message: `queries ${name} of ${specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : specifier}`,
      remedy: 'Ask the store of the folder that declares it; give it the query it lacks.',
    }));

/**
 * A collection is opened by `rowsIn`, so that all goes through the transaction that runs; and that by the file that
 * declares it, or a store beside it: others ask the store.
 */
export const collectionsOwned = (house: House): Violation[] =>
  production(house)
    .filter((file) => !isOnlooker(file))
    .flatMap((file) => [...opened(file), ...borrowed(file)]);
