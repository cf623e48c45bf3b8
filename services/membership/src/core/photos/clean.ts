/** A picture with nothing in it but the picture, or what is wrong with it. */
export type Cleaned =
  | { readonly bytes: Buffer; readonly width: number; readonly height: number }
  | { readonly wrong: string };

export const damaged: Cleaned = { wrong: 'is damaged or cut short' };
