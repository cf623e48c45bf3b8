/** A month as an address has it: `2026-11`. */
export type MonthName = string;

const two = (value: number): string => String(value).padStart(2, '0');

export const monthOf = (day: Date): MonthName => `${day.getFullYear()}-${two(day.getMonth() + 1)}`;

export const isMonth = (value: unknown): value is MonthName =>
  typeof value === 'string' && /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(value);

/** The first moment of a month, by the reader’s clock. */
export const startOf = (month: MonthName, ahead = 0): Date =>
  new Date(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + ahead, 1);

export const monthFrom = (month: MonthName, ahead: number): MonthName => monthOf(startOf(month, ahead));

/** A day by the reader’s clock, as a key. */
export const dayKey = (moment: Date): string => `${monthOf(moment)}-${two(moment.getDate())}`;

/** On which day a week begins where somebody reads: 1 is Monday. */
export const firstDayOfWeek = (tag: string): number => {
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
};

/** The weeks that a month is shown in, each of seven days, with those of its neighbours that fill them. */
export const weeksOf = (month: MonthName, firstDay: number): Date[][] => {
  const first = startOf(month);
  const before = (first.getDay() - (firstDay % 7) + 7) % 7;
  const last = startOf(month, 1);
  const weeks: Date[][] = [];
  for (let offset = -before; ; offset += 7) {
    const week = Array.from(
      { length: 7 },
      (_, day) => new Date(first.getFullYear(), first.getMonth(), 1 + offset + day),
    );
    if ((week[0] ?? last) >= last) return weeks;
    weeks.push(week);
  }
};
