/** One line of a table as it was read. */
export interface TableRow {
  /** Line of the file, or row of the sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns, from 1, whose cell holds a formula. */
  readonly formulas: readonly number[];
}

/** What is wrong with a file as a whole, with the place where it shows. */
export interface FileFault {
  readonly line?: number;
  readonly column?: number;
  readonly detail: string;
}

/** Thrown out of the reading of a file; caught in one place, where it becomes the import's failure. */
export class UnreadableTable extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(fault.detail);
    this.fault = fault;
  }
}

/** Beyond these a file is refused. Each is far above any real list, and bounds what one upload can cost. */
export const tableLimits = {
  rows: 200_000,
  columns: 100,
  sheets: 100,
  cellCharacters: 20_000,
  recordCharacters: 256 * 1024,
  sheetBytes: 512 * 1024 * 1024,
  sharedCharacters: 32 * 1024 * 1024,
  sharedStrings: 2_000_000,
  zipEntries: 1_000,
  elements: 30_000_000,
  depth: 64,
  attributes: 100,
} as const;
