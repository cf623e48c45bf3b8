import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, lazyRouteComponent as lazily } from '@tanstack/react-router';
import { NotFound } from './shell/Failures.tsx';
import { Shell } from './shell/Shell.tsx';
import { withWords } from './words/languages.ts';

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
});
/** All pages but the first bring along the words that the first does without. */
export const lazyRouteComponent: typeof lazily = (load, name) => lazily(withWords(load), name);

export const under = { getParentRoute: () => root } as const;

/** What an address says under a name, if it can be meant. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length < 500 ? value : undefined;
