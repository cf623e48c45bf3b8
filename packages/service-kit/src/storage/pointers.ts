/** What takes a person's place at the end of a path: an id, or nothing. */
type Put = string | undefined;

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const inList = (list: readonly unknown[], rest: readonly string[], person: string, put: Put): unknown[] => {
  if (rest.length) return list.map((item) => within(item, rest, person, put));
  if (!list.includes(person)) return [...list];
  const others = list.filter((item) => item !== person && item !== put);
  // In its old place, once.
  const place = list.filter((item) => item !== put).indexOf(person);
  return put === undefined ? others : others.toSpliced(place, 0, put);
};

const within = (value: unknown, path: readonly string[], person: string, put: Put): unknown => {
  if (Array.isArray(value)) return inList(value, path, person, put);
  const [field, ...rest] = path;
  if (field === undefined || !isNode(value) || !(field in value)) return value;
  const inner = value[field];
  if (rest.length || Array.isArray(inner)) return { ...value, [field]: within(inner, rest, person, put) };
  if (inner !== person) return value;
  if (put !== undefined) return { ...value, [field]: put };
  const { [field]: _, ...others } = value;
  return others;
};

const through = <T>(row: T, paths: readonly string[], person: string, put: Put): T =>
  paths.reduce<unknown>((before, path) => within(before, path.split('.'), person, put), row) as T;

/** The row with `other` wherever it named `person` at one of these paths; a list names nobody twice. */
export const renamed = <T>(row: T, paths: readonly string[], person: string, other: string): T =>
  through(row, paths, person, other);

/** The row without `person`: a field that held the id is gone, a list is one shorter. */
export const unnamed = <T>(row: T, paths: readonly string[], person: string): T =>
  through(row, paths, person, undefined);
