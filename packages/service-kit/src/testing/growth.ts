import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { CollectionDeclaration } from '../storage/collections.ts';

const day = 24 * 60 * 60;

const span = (seconds: number): string =>
  seconds > day ? `${Math.round(seconds / day)} days` : `${Math.round(seconds / 3600)} hours`;

/** When rows go by themselves, as the index says that removes them. */
const expiryOf = ({ indexes = [] }: CollectionDeclaration): string | undefined => {
  const index = indexes.find(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
  if (!index) return undefined;
  const [field] = Object.keys(index.key);
  const after = index.expireAfterSeconds ?? 0;
  return after === 0 ? `gone at its \`${field}\`` : `gone ${span(after)} after its \`${field}\``;
};

interface Growing {
  readonly name: string;
  readonly what: string;
  readonly bound: string | undefined;
}

export const growingOf = (collection: CollectionDeclaration): Growing => {
  const { name, people, grows } = collection;
  const what = 'nobody' in people ? people.nobody : people.holding.title;
  const bound = [expiryOf(collection), grows].filter(Boolean).join('; ');
  return { name, what, bound };
};

const tableOf = (title: string, rows: readonly Growing[]): string =>
  [
    `# ${title}`,
    '',
    'Made from the declarations; `npx vitest run --project unit -u` makes it anew.',
    '',
    '| where | what it holds | what bounds it, or why it may grow |',
    '| --- | --- | --- |',
    ...rows.map(({ name, what, bound }) => `| \`${name}\` | ${what} | ${bound} |`),
    '',
  ].join('\n');

/** Fails where something grows of which nobody said how far, or where the page of it says otherwise than the declarations. */
export const checkGrowth = (page: string, title: string, rows: readonly Growing[]): void => {
  const file = fileURLToPath(new URL(`../../../../docs/growth/${page}.md`, import.meta.url));
  it('Everything that grows has its bound or its reason', () => {
    const unsaid = rows.filter(({ bound }) => !bound).map(({ name }) => name);
    expect(unsaid, 'say `grows` where these are declared, then run vitest with -u').toEqual([]);
  });
  it(`docs/growth/${page}.md says what the declarations say`, async () => {
    const inOrder = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    await expect(tableOf(title, inOrder)).toMatchFileSnapshot(file);
  });
};

/** The same for a service's collections. */
export const checkGrowthOf = (service: string, collections: readonly CollectionDeclaration[]): void =>
  checkGrowth(service, `What grows in ${service}`, collections.map(growingOf));
