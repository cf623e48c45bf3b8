import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { assetsIn } from '../server/built.ts';
import { documentOf, pageDocumentOf } from '../server/document.ts';
import { foldersIn, root } from '../server/folders.ts';
import { addAssets } from '../server/keep.ts';
import { html } from '../server/markup.ts';
import { compressAll } from './compress.ts';
import { defined } from './defined.ts';
import { entries } from './entries.ts';
import { fontsIn, subsetFonts } from './fonts.ts';
import { pages, type StaticPage } from './pages.ts';
import { words } from './words.ts';

/** Builds as for production whatever runs it, so that the same sources give the same names. */
const bundle = async (outDir: string, fonts: string): Promise<void> => {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await bundleAll(outDir, fonts);
  } finally {
    process.env.NODE_ENV = before;
  }
};

const bundleAll = (outDir: string, fonts: string): Promise<unknown> =>
  build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: words(),
    resolve: fontsIn(fonts),
    define: defined(),
    build: {
      outDir,
      manifest: 'manifest.json',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: entries(),
        // Libraries say where a server would stop rendering; there is none here.
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
        output: {
          // What an anonymous survey stands on is a file of its own, to be compared by its name.
          codeSplitting: {
            groups: [{ name: 'ballot', test: /answering\/src\/(ballot|blind-signature|bytes)\.ts$/ }],
          },
        },
      },
    },
  });

const withNotice = ({ content, script, withoutScripts = 'This page needs scripts.' }: StaticPage) =>
  script === undefined
    ? content
    : html`${content}
<noscript><p class="problem">${withoutScripts}</p></noscript>`;

/** Puts a file where it belongs, whole or not at all. */
const place = async (from: string, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await rename(from, join(folder, basename(from)));
};

/** A page that is no more is not served on. */
const removeOthers = async (folder: string, names: readonly string[]): Promise<void> => {
  for (const name of await readdir(folder)) if (!names.includes(name)) await rm(join(folder, name));
};

/**
 * Builds scripts, styles and pages into a folder, where files of earlier builds stay beside those of this one: whoever
 * has an older page open still gets its own. What names the files comes last.
 */
export const buildInto = async (dist: string, stamp: string): Promise<void> => {
  await mkdir(dist, { recursive: true });
  const work = await mkdtemp(join(dist, '.building-'));
  try {
    await subsetFonts(join(work, 'fonts'));
    await bundle(join(work, 'out'), join(work, 'fonts'));
    const made = foldersIn(join(work, 'out'));
    const { pages: pageFolder, assets, manifest, stamp: stampFile } = foldersIn(dist);
    await compressAll(made.assets);
    await addAssets(made.assets, assets);
    const names = assetsIn(JSON.parse(await readFile(made.manifest, 'utf8')));
    await place(made.manifest, dirname(manifest));
    for (const page of pages) {
      const file = join(work, `${page.name}.html`);
      await writeFile(file, documentOf({ ...page, content: withNotice(page) }, names));
      await place(file, pageFolder);
    }
    await writeFile(join(work, 'page.html'), pageDocumentOf(names));
    await place(join(work, 'page.html'), pageFolder);
    await copyFile(join(root, 'src', 'static/icon.svg'), join(work, 'icon.svg'));
    await place(join(work, 'icon.svg'), pageFolder);
    await removeOthers(pageFolder, ['icon.svg', 'page.html', ...pages.map(({ name }) => `${name}.html`)]);
    await writeFile(join(work, 'stamp'), stamp);
    await place(join(work, 'stamp'), dirname(stampFile));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};
