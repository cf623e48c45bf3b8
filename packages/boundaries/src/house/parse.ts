import { type Argument, type CallExpression, parseSync, Visitor } from 'oxc-parser';
import type { Borrowing, Opening } from './house.ts';

/** What a source file says, before its imports are resolved. */
export interface Parsed {
  readonly imports: readonly { specifier: string; line: number; typeOnly: boolean }[];
  readonly opens: readonly Opening[];
  readonly borrows: readonly Borrowing[];
}

/** Reads a file's imports and the collections it opens. Throws on what does not parse, or imports what only running tells. */
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
  const opens: Opening[] = [];
  const borrows: Borrowing[] = [];
  // Walking the tree costs ten times what the imports cost: only where there is something to find.
  if (/\.collection\b|\browsIn\(|\bimport\(/.test(text)) {
    const constants = constantsOf(text);
    const importedFrom = new Map(
      staticImports.flatMap(({ moduleRequest, entries }) =>
        entries.map(({ localName }) => [localName.value, moduleRequest.value] as const),
      ),
    );
    new Visitor({
      TSImportType: ({ source, start }) => {
        imports.push({ specifier: source.value, line: lineOf(start), typeOnly: true });
      },
      CallExpression: (node) => {
        const line = lineOf(node.start);
        if (isOpening(node)) opens.push({ collection: textOf(node.arguments[0], constants), line });
        const name = rowsAskedIn(node);
        const specifier = name && importedFrom.get(name);
        if (name && specifier) borrows.push({ name, specifier, line });
      },
    }).visit(parsed.program);
  }
  return { imports, opens, borrows };
};

/** Whether it is the driver's `….collection(…)`. */
const isOpening = ({ callee, arguments: { length } }: CallExpression): boolean =>
  callee.type === 'MemberExpression' &&
  callee.property.type === 'Identifier' &&
  callee.property.name === 'collection' &&
  length > 0;

/** What stands in `rowsIn(…)`, where it is a name. */
const rowsAskedIn = ({ callee, arguments: [what] }: CallExpression): string | undefined =>
  callee.type === 'Identifier' && callee.name === 'rowsIn' && what?.type === 'Identifier'
    ? what.name
    : undefined;

const textOf = (node: Argument | undefined, constants: ReadonlyMap<string, string>): string | undefined => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'Identifier') return constants.get(node.name);
  return undefined;
};

/** `const name = 'text'` of the file, so that a name given first is found too. */
const constantsOf = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/\bconst (\w+) = '([^']*)'/g)].map(([, name = '', value = '']) => [name, value]));

const lineCounter = (text: string): ((offset: number) => number) => {
  return (offset) => text.slice(0, offset).split('\n').length;
};
