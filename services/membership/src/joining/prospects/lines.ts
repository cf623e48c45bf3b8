import {
  type ConsentChannel,
  type ConsentPurpose,
  type LawfulBasis,
  type Refusal,
  refuse,
} from '@skein/contracts';
import type { NewLine } from '../../core/consent/decide.ts';

export interface Agreed {
  readonly purpose: ConsentPurpose;
  readonly basis: LawfulBasis;
  readonly channel: ConsentChannel;
}

/** The lines of what somebody agreed to while they were spoken to, with who says so. */
export const linesOf = (
  { textVersion, consents }: { readonly textVersion: string; readonly consents: readonly Agreed[] },
  by: { readonly person: string; readonly host: boolean },
): NewLine[] | Refusal => {
  for (const [index, { purpose, basis }] of consents.entries()) {
    if (consents.findIndex((one) => one.purpose === purpose) < index) {
      return refuse('invalid-request', 'Each purpose is agreed to once.', [
        `consents.${index}.purpose`,
        'is named before',
      ]);
    }
    if (basis !== 'consent' && !by.host) {
      return refuse('forbidden', 'Only hosts say on what basis the network relies.', [
        `consents.${index}.basis`,
        'is consent for others',
      ]);
    }
  }
  return consents.map((agreed) => ({ ...agreed, given: true, textVersion, by: by.person }));
};
