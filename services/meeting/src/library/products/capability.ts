import type { Capability } from '@skein/service-kit';
import { productRoutes } from './routes.ts';
import { productsCollection } from './store.ts';

/** What communities made of what they learnt: drafted, reviewed, published. */
export const products: Capability = {
  name: 'products',
  collections: [productsCollection],
  routes: productRoutes,
};
