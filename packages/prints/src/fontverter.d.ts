/** The library has no types of its own. */
declare module 'fontverter' {
  export const convert: (font: Buffer, to: 'sfnt') => Promise<Buffer>;
}
