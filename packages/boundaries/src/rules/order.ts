import {
  type House,
  partsBelowSrc,
  production,
  type Violation,
  type Workspace,
  workspaceOf,
} from '../house/house.ts';

/** A later area may import earlier ones, never the other way; what stands in `src` itself may import all. */
export const arrowsBack = (house: House): Violation[] => {
  const rankOf = (path: string): { workspace: string; area: string; rank: number } | undefined => {
    const [area, ...rest] = partsBelowSrc(house, path) ?? [];
    const workspace = workspaceOf(house, path);
    const rank = workspace?.areas?.indexOf(area ?? '') ?? -1;
    return workspace && area && rest.length && rank >= 0
      ? { workspace: workspace.folder, area, rank }
      : undefined;
  };
  return production(house).flatMap((file) => {
    const from = rankOf(file.path);
    return file.imports.flatMap((one) => {
      const to = one.external ? undefined : rankOf(one.to);
      if (!from || !to || from.workspace !== to.workspace || to.rank <= from.rank) return [];
      return {
        rule: 'arrow-back',
        file: file.path,
        line: one.line,
        message: `${from.area} imports ${to.area}, which stands on it (${one.specifier})`,
        remedy: `Move what ${from.area} needs down into it, or let ${to.area} hand it in.`,
      };
    });
  });
};

/** Each folder of `src` has its place in the order that `package.json` declares, and each place its folder. */
export const undeclaredAreas = (house: House): Violation[] =>
  house.workspaces.flatMap((workspace) => {
    const folders = foldersOf(house, workspace);
    const { areas: declared } = workspace;
    if (!declared) {
      const names = folders.join(', ');
      return folders.length > 1 ? [problem(workspace, `has folders in no declared order: ${names}`)] : [];
    }
    const missing = folders.filter((name) => !declared.includes(name));
    const gone = declared.filter((name) => !folders.includes(name));
    return [
      ...missing.map((name) => problem(workspace, `leaves ${name} without a place`)),
      ...gone.map((name) => problem(workspace, `names ${name}, which is not`)),
    ];
  });

const foldersOf = (house: House, { folder }: Workspace): string[] => {
  const inside = production(house).filter(({ path }) => path.startsWith(`${folder}/src/`));
  const folders = inside.map(({ path }) => partsBelowSrc(house, path) ?? []);
  return [...new Set(folders.flatMap(([area, ...rest]) => (area && rest.length ? [area] : [])))].sort();
};

const problem = ({ folder }: Workspace, message: string): Violation => ({
  rule: 'no-place',
  file: `${folder}/package.json`,
  line: 1,
  message,
  remedy: 'Name each folder of src under "skein": { "areas": […] }, lowest first.',
});
