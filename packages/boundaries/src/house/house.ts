/** An import, an export from, a dynamic import or a type named by `import('…')`. */
export interface Import {
  /** A file of the repository by its path from the root, or another package by its specifier. */
  readonly to: string;
  readonly specifier: string;
  readonly line: number;
  /** Gone at run time: `import type`, `export type … from`, `import('…').T`. */
  readonly typeOnly: boolean;
  /** Of the registry or of Node, and so not a file of the repository. */
  readonly external: boolean;
}

/** The driver’s `….collection(…)`, and where it stands; the name, where the source tells it. */
export interface Opening {
  readonly collection: string | undefined;
  readonly line: number;
}

/** `rowsIn(…)` of a collection that another file declares, and where it stands. */
export interface Borrowing {
  readonly name: string;
  readonly specifier: string;
  readonly line: number;
}

export interface SourceFile {
  /** From the root of the repository, with `/` on every system. */
  readonly path: string;
  /** Tests, and what they alone stand on: `*.test.ts`, `*.fixture.ts`, `testing/`, `fixtures/`. */
  readonly ofTests: boolean;
  readonly imports: readonly Import[];
  readonly opens: readonly Opening[];
  readonly borrows: readonly Borrowing[];
}

export interface Workspace {
  /** `packages/contracts`, `services/membership`. */
  readonly folder: string;
  readonly name: string;
  /** The folders of `src`, lowest first, as `package.json` declares them under `skein.areas`. */
  readonly areas?: readonly string[] | undefined;
  /** What it names to run, and what it names besides to be built and tested. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly scripts: readonly string[];
}

/** The repository as its imports show it. */
export interface House {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly workspaces: readonly Workspace[];
}

/** A wall that is broken. */
export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

export const workspaceOf = (house: House, path: string): Workspace | undefined =>
  house.workspaces.find(({ folder }) => path.startsWith(`${folder}/`));

/** The parts of a file's path below its workspace's `src`, or undefined for one outside of it. */
export const partsBelowSrc = (house: House, path: string): string[] | undefined => {
  const workspace = workspaceOf(house, path);
  const src = `${workspace?.folder}/src/`;
  return workspace && path.startsWith(src) ? path.slice(src.length).split('/') : undefined;
};

export const production = (house: House): SourceFile[] =>
  [...house.files.values()].filter(({ ofTests }) => !ofTests);

/** What measures, demonstrates or checks, and runs in no installation: it may look at what others keep to themselves. */
export const isOnlooker = ({ path }: SourceFile): boolean =>
  /^packages\/(?:bench|boundaries|demo)\//.test(path);
