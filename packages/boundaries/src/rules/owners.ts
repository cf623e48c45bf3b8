import { basename, dirname } from 'node:path/posix';
import { type House, isOnlooker, production, type Violation, workspaceOf } from '../house/house.ts';

/** The files that may query a collection of their folder, besides the one that declares it. */
const stores = /^(?:[a-z-]+-)?store\.ts$/;

/** A collection is queried by the folder that declares it, in its store; others ask the store. */
export const collectionsOwned = (house: House): Violation[] => {
  const files = production(house).filter((file) => !isOnlooker(file));
  const ownersOf = (path: string, collection: string): string[] => {
    const workspace = workspaceOf(house, path)?.folder;
    const declaring = files.filter(({ declares }) => declares.some((one) => one.collection === collection));
    const own = declaring.filter((file) => workspaceOf(house, file.path)?.folder === workspace);
    const lent = declaring.filter((file) => file.path.startsWith('packages/'));
    return (own.length ? own : lent).map((file) => file.path);
  };
  return files.flatMap((file) =>
    file.uses.flatMap(({ collection, line }) => {
      const owners = ownersOf(file.path, collection);
      const isOwn = (owner: string) =>
        owner === file.path || (dirname(owner) === dirname(file.path) && stores.test(basename(file.path)));
      if (owners.some(isOwn)) return [];
      const whose = owners.length ? `of ${owners.map(dirname).join(', ')}` : 'that nobody declares';
      return {
        rule: 'collection',
        file: file.path,
        line,
        message: `queries the collection '${collection}' ${whose}`,
        remedy: 'Ask the store of the folder that declares it; give it the query it lacks.',
      };
    }),
  );
};
