import { routeTable } from '@skein/client/table';

/** What scripts find under a name and no file has: the addresses of the API, made from the contracts. */
export const defined = (): Record<string, string> => ({ routesOfApi: JSON.stringify(routeTable()) });
