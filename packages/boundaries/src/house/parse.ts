import { type Argument, type CallExpression, type ObjectExpression, parseSync, Visitor } from 'oxc-parser';
import type { Mention } from './house.ts';

/** What a source file says, before its imports are resolved. */
export interface Parsed {
  readonly imports: readonly { specifier: string; line: number; typeOnly: boolean }[];
  readonly declares: readonly Mention[];
  readonly uses: readonly Mention[];
}

/** Reads a file's imports and the collections it names. Throws on what does not parse, or imports what only running tells. */
export const parseSource = (path: string, text: string): Parsed => {
  const parsed = parseSync(path, text);
  const [fault] = parsed.errors;
  if (fault) throw new Error(`${path} does not parse: ${fault.message}`);
  const lineOf = lineCounter(text);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const imports = [
    ...staticImports.map((one) => ({ ...one, specifier: one.moduleRequest.value })),
    ...staticExports.flatMap((one) => {
      const request = one.entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest;
      return request ? [{ ...one, specifier: request.value }] : [];
    }),
  ].map(({ start, specifier }) => ({
    specifier,
    line: lineOf(start),
    // The keyword decides: `import { type A }` is evaluated at run time as `import {}`.
    typeOnly: /^(?:import|export)\s+type\b(?!\s*(?:from\b|,))/.test(text.slice(start, start + 40)),
  }));
  for (const { moduleRequest, start } of dynamicImports) {
    const specifier = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
    if (specifier !== undefined) imports.push({ specifier, line: lineOf(start), typeOnly: false });
  }
  const declares: Mention[] = [];
  const uses: Mention[] = [];
  // Walking the tree costs ten times what the imports cost: only where there is something to find.
  if (/\.collection\b|\bpeople\b|\bimport\(/.test(text)) {
    const constants = constantsOf(text);
    const mention = (list: Mention[], collection: string | undefined, start: number) =>
      collection !== undefined && list.push({ collection, line: lineOf(start) });
    new Visitor({
      TSImportType: ({ source, start }) => {
        imports.push({ specifier: source.value, line: lineOf(start), typeOnly: true });
      },
      CallExpression: (node) => mention(uses, collectionOf(node, constants), node.start),
      ObjectExpression: (node) => mention(declares, declaredBy(node, constants), node.start),
    }).visit(parsed.program);
  }
  return { imports, declares, uses };
};

/** The name that `….collection('x')` asks for; undefined for other calls, and for names that only running tells. */
const collectionOf = (
  { callee, arguments: [name] }: CallExpression,
  constants: ReadonlyMap<string, string>,
): string | undefined => {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
  return callee.property.name === 'collection' && name ? textOf(name, constants) : undefined;
};

/** The name in a declaration of a collection, which says both `name` and what it holds of `people`. */
const declaredBy = (node: ObjectExpression, constants: ReadonlyMap<string, string>): string | undefined => {
  const property = (key: string) =>
    node.properties.find(
      (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === key,
    );
  const name = property('name');
  return name?.type === 'Property' && property('people') ? textOf(name.value, constants) : undefined;
};

const textOf = (node: Argument, constants: ReadonlyMap<string, string>): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'Identifier') return constants.get(node.name);
  return undefined;
};

/** `const name = 'text'` of the file, so that a name given first is found too. */
const constantsOf = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/\bconst (\w+) = '([^']*)'/g)].map(([, name = '', value = '']) => [name, value]));

const lineCounter = (text: string): ((offset: number) => number) => {
  return (offset) => text.slice(0, offset).split('\n').length;
};
