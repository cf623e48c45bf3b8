import type { Capability } from '@skein/service-kit';
import { formImportRoutes } from './routes.ts';

/** Forms of other programs, as instruments. */
export const formImports: Capability = {
  name: 'form-imports',
  routes: formImportRoutes,
};
