import { printType, usualHue } from '@skein/contracts';
import { findPresentation } from '@skein/known';
import { type InLanguages, type Look, type PrintDocument, print, spokenOf } from '@skein/prints';
import type { Download, Reader } from '@skein/service-kit';

/** How the network’s documents look, and by whose clock they tell times. */
export interface Paper {
  readonly look: Look;
  readonly zone: string;
  /** The words of a document in its language. */
  readonly words: <T>(inLanguages: InLanguages<T>) => T;
}

/** What a document is printed on: the network’s name, mark and colour, in the language asked for or the network’s own. */
export const paperFor = async (reader: Reader, asked: string | undefined): Promise<Paper> => {
  const network = await findPresentation(reader);
  const language = spokenOf([...(asked ? [asked] : []), ...(network?.languages ?? [])]);
  return {
    look: {
      network: network?.name ?? reader.network,
      mark: network?.mark ?? '',
      hue: network?.hue ?? usualHue,
      language: language === 'en' ? 'en-GB' : language,
    },
    zone: network?.timeZone ?? 'UTC',
    words: (inLanguages) => inLanguages[language],
  };
};

export const sendPrint = async (document: PrintDocument, fileName: string): Promise<Download> => {
  const { pdf, tag } = await print(document);
  return { type: printType, fileName, content: pdf, etag: tag };
};
