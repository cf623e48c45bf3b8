/** How a number in a workbook is shown, as far as it changes what a person reads there (ECMA-376, 18.8.30). */
export type Shown = (value: string) => string;

const dayMs = 24 * 60 * 60 * 1000;
// Day 0; a workbook counts a 29 February 1900 that never was, so days before March 1900 are one off.
const dayZero = Date.UTC(1899, 11, 30);

const moment = (value: string): Date | undefined => {
  const days = Number(value);
  if (!Number.isFinite(days) || days < 0 || days > 2_958_466) return undefined;
  return new Date(dayZero + Math.round((days + (days < 60 ? 1 : 0)) * dayMs));
};

/** A day as `2026-03-01`, with its time where it has one; a time of day alone as that. */
const inTime =
  (day: boolean, time: boolean): Shown =>
  (value) => {
    const at = moment(value)?.toISOString();
    if (at === undefined) return value;
    const [date = '', clock = ''] = at.slice(0, 19).split('T');
    if (!day) return clock;
    return time && clock !== '00:00:00' ? `${date} ${clock}` : date;
  };

/** `00000` keeps the noughts that a postcode begins with. */
const padded =
  (length: number): Shown =>
  (value) =>
    /^\d+$/.test(value) ? value.padStart(length, '0') : value;

// The formats that a workbook need not declare.
const declaredNowhere: Record<number, string> = {
  ...Object.fromEntries([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 57].map((id) => [id, 'yyyy-mm-dd'])),
  ...Object.fromEntries([18, 19, 20, 21, 45, 46, 47].map((id) => [id, 'hh:mm:ss'])),
  22: 'yyyy-mm-dd hh:mm:ss',
};

/** What a format code makes of a number; undefined where the number is read as it stands. */
const shownBy = (code: string): Shown | undefined => {
  // The part for positive numbers, without literal texts, colours, conditions and what is escaped.
  const bare = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|[_*]./gi, '');
  if (/^0{2,}$/.test(bare)) return padded(bare.length);
  // Minutes are an `m` beside hours or seconds; alone it is a month.
  const [time, day] = [/[hs]/i.test(bare), /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))];
  return time || day ? inTime(day, time) : undefined;
};

/** Gathers the formats of a workbook as its styles go by. */
export const formatsReader = () => {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  return {
    handlers: {
      open: (name: string, attributes: Readonly<Record<string, string | undefined>>): void => {
        const { numFmtId = '0', formatCode } = attributes;
        if (name === 'numFmt' && formatCode !== undefined && codes.size < 1_000)
          codes.set(Number(numFmtId), formatCode);
        if (name === 'cellXfs') inCells = true;
        if (name === 'xf' && inCells && styles.length < 100_000) styles.push(Number(numFmtId));
      },
      close: (name: string): void => {
        if (name === 'cellXfs') inCells = false;
      },
    },
    /** How the numbers in cells of each style are shown, by the style's index. */
    shown: (): readonly (Shown | undefined)[] => {
      const byFormat = new Map<number, Shown | undefined>();
      return styles.map((id) => {
        if (!byFormat.has(id)) {
          const code = codes.get(id) ?? declaredNowhere[id];
          byFormat.set(id, code === undefined ? undefined : shownBy(code));
        }
        return byFormat.get(id);
      });
    },
  };
};
