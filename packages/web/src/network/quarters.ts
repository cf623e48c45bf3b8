/** The quarter that a moment lies in, as `2026-Q3`. */
export const quarterOf = (at: Date): string => `${at.getFullYear()}-Q${Math.floor(at.getMonth() / 3) + 1}`;

/** The quarter after one. */
export const quarterAfter = (quarter: string): string => {
  const [year = 0, place = 1] = quarter.split('-Q').map(Number);
  return place === 4 ? `${year + 1}-Q1` : `${year}-Q${place + 1}`;
};
