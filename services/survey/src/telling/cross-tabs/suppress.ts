type Cells = readonly (readonly number[])[];
type Hidden = boolean[][];

/** Nodes of the network whose flows are the hidden counts: rows first, then columns. */
interface Steps {
  /** Where a unit may go on from a node: into any column of its hidden cells, or back out of one that holds some. */
  readonly from: (node: number) => number[];
}

const stepsIn = (cells: Cells, hidden: Hidden): Steps => {
  const rows = cells.length;
  const columns = cells[0]?.length ?? 0;
  const range = (length: number): number[] => Array.from({ length }, (_, index) => index);
  const [ofRows, ofColumns] = [range(rows), range(columns)];
  return {
    from: (node) =>
      node < rows
        ? ofColumns.filter((column) => hidden[node]?.[column]).map((column) => rows + column)
        : ofRows.filter((row) => hidden[row]?.[node - rows] && (cells[row]?.[node - rows] ?? 0) > 0),
  };
};

/** Whether one node is reached from another without the direct step between them. */
const reaches = ({ from }: Steps, start: number, end: number): boolean => {
  const seen = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of from(node)) {
      if (node === start && next === end) continue;
      if (next === end) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
};

/**
 * Whether a hidden count could only be what it is, given all that is shown and the sums of the rows and columns. The
 * counts that agree with those are the flows of a network, in which a count can be another one exactly where a round
 * trip leads through it, one more here and one less there (the residual cycle criterion for transportation tables).
 */
const isTold = (cells: Cells, hidden: Hidden, row: number, column: number): boolean => {
  const steps = stepsIn(cells, hidden);
  const other = cells.length + column;
  if (reaches(steps, other, row)) return false;
  return (cells[row]?.[column] ?? 0) === 0 || !reaches(steps, row, other);
};

interface Place {
  readonly row: number;
  readonly column: number;
  readonly count: number;
}

const placesOf = (cells: Cells): Place[] =>
  cells.flatMap((counts, row) => counts.map((count, column) => ({ row, column, count })));

const lowest = (places: readonly Place[]): Place | undefined =>
  places
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => a.count - b.count)
    .at(0);

/**
 * The next cell to hide with one that is told: the lowest in its row where nothing else is hidden there, then in its
 * column; then the lowest that closes a round between rows and columns with hidden cells; then any. An empty one last.
 */
const nextToHide = (
  shown: readonly Place[],
  hidden: readonly Place[],
  { row, column }: Place,
): Place | undefined => {
  const inRow = shown.filter((place) => place.row === row);
  const inColumn = shown.filter((place) => place.column === column);
  const rows = new Set(hidden.map((place) => place.row));
  const columns = new Set(hidden.map((place) => place.column));
  const closing = shown.filter((place) => rows.has(place.row) && columns.has(place.column));
  const alone = (places: readonly Place[], of: 'row' | 'column', index: number) =>
    hidden.filter((place) => place[of] === index).length === 1 ? lowest(places) : undefined;
  return (
    alone(inRow, 'row', row) ??
    alone(inColumn, 'column', column) ??
    lowest(closing) ??
    lowest(shown) ??
    [...inRow, ...inColumn, ...shown][0]
  );
};

/**
 * Which cells of a table to hide: those that count anybody and fewer than the smallest group; and, where such a one
 * could be computed from what is left and from the sums of rows and columns, which results of each question show
 * anyway, the next-lowest with it. Undefined where even a table without a cell would tell.
 */
export const cellsToHide = (cells: Cells, smallestGroup: number): Hidden | undefined => {
  const hidden = cells.map((counts) => counts.map((count) => count > 0 && count < smallestGroup));
  const places = placesOf(cells);
  const isHidden = ({ row, column }: Place): boolean => hidden[row]?.[column] === true;
  for (;;) {
    const told = places.find((place) => isHidden(place) && isTold(cells, hidden, place.row, place.column));
    if (!told) return hidden;
    const { shown = [], gone = [] } = Object.groupBy(places, (place) => (isHidden(place) ? 'gone' : 'shown'));
    const next = nextToHide(shown, gone, told);
    if (!next) return undefined;
    (hidden[next.row] as boolean[])[next.column] = true;
  }
};
