import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PrintDocument } from './document.ts';
import { allFonts, type Fonts, usualFonts } from './fonts.ts';
import { drawable, inDocument } from './written.ts';

export interface PrintTask {
  readonly id: number;
  readonly document: PrintDocument;
}

export interface PrintDone {
  readonly id: number;
  /** Undefined where it could not be drawn, for the reason in `failed`. */
  readonly pdf?: Uint8Array;
  readonly failed?: string;
}

interface Press {
  readonly fonts: Fonts;
  readonly compiler: NodeCompiler;
}

/** Where the compiler believes to work: nothing is there but what is put there. */
const nowhere = '/nowhere';
const template = await readFile(new URL('./template.typ', import.meta.url), 'utf8');

const pressOf = (fonts: Fonts): Press => ({
  fonts,
  compiler: NodeCompiler.create({ workspace: nowhere, fontArgs: [{ fontBlobs: fonts.files }] }),
});

const usual = pressOf(await usualFonts());
let whole: Press | undefined;

const pressFor = async (document: PrintDocument): Promise<Press> => {
  let enough = true;
  inDocument(document, (text) => {
    enough &&= drawable(text, usual.fonts.has) === drawable(text, () => true);
    return text;
  });
  if (enough) return usual;
  whole ??= pressOf(await allFonts(usual.fonts));
  return whole;
};

const printed = async (document: PrintDocument): Promise<Uint8Array> => {
  const { compiler, fonts } = await pressFor(document);
  const data = inDocument(document, (text) => drawable(text, fonts.has));
  compiler.mapShadow(`${nowhere}/document.json`, Buffer.from(JSON.stringify(data)));
  const compiled = compiler.compile({ mainFileContent: template });
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
  } catch {
    // A mark that no font joins to what it stands on: people get their document all the same, tagged as before.
    return compiler.pdf(compiled.result, { pdfTags: true });
  } finally {
    compiler.evictCache(10);
  }
};

let before = Promise.resolve();
parentPort?.on('message', ({ id, document }: PrintTask) => {
  before = before.then(async () => {
    const done: PrintDone = await printed(document).then(
      (pdf) => ({ id, pdf }),
      (error: unknown) => ({ id, failed: String(error) }),
    );
    parentPort?.postMessage(done);
  });
});
