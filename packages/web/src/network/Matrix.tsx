import { Trans, useLingui } from '@lingui/react/macro';
import type { MatrixView, RatersView } from '@skein/contracts';
import { Table } from '../ui/table/Table.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './network.module.css';
import { Trend } from './Trend.tsx';

type Dimension = MatrixView['dimensions'][number];
type Cell = Dimension['cells'][number];

/** Each mark is a word, so that none is told by its colour alone. */
const Marks = ({ cell: { now, target, inside, outside } }: { cell: Cell }) => {
  const { t } = useLingui();
  const marks = [
    [now, styles.now, t`Now`],
    [target, styles.target, t`Target`],
    [inside, styles.inside, t`Inside view`],
    [outside, styles.outside, t`Outside view`],
  ] as const;
  const shown = marks.filter(([holds]) => holds);
  if (shown.length === 0) return null;
  return (
    <span className={styles.marks}>
      {shown.map(([, style, word]) => (
        <span key={word} className={`${styles.mark} ${style}`}>
          {word}
        </span>
      ))}
    </span>
  );
};

const keyOf = ({ key }: Dimension): string => key;

/** The dimensions by level, with what stands where. */
export const Levels = ({ dimensions }: { dimensions: readonly Dimension[] }) => {
  const { t } = useLingui();
  const most = Math.max(0, ...dimensions.map(({ cells }) => cells.length));
  const levels = Array.from({ length: most }, (_, index) => ({
    head: t`Level ${index + 1}`,
    cell: ({ cells }: Dimension) => {
      const cell = cells[index];
      return cell ? (
        <>
          <Marks cell={cell} />
          {cell.text}
        </>
      ) : (
        '–'
      );
    },
  }));
  return (
    <Table
      compared
      caption={t`Dimensions by level`}
      columns={[{ head: t`Dimension`, cell: ({ text }) => text }, ...levels]}
      rows={dimensions}
      keyOf={keyOf}
    />
  );
};

const Sign = ({ sign }: { sign: RatersView['sign'] }) => {
  switch (sign) {
    case 'alike':
      return <Trans>all alike: of one mind, or group-think</Trans>;
    case 'close':
      return <Trans>close together</Trans>;
    case 'divided':
      return <Trans>divided: a level or more apart</Trans>;
    default:
      return null;
  }
};

const View = ({ view: { raters, about, mean, spread, sign } }: { view: RatersView }) => {
  const { decimal } = useMoments();
  if (mean === undefined)
    return raters ? <Trans>{raters} raters, withheld</Trans> : <Trans>not rated, or too few to show</Trans>;
  const [middle, apart] = [decimal(mean), decimal(spread ?? 0)];
  return (
    <>
      {about === undefined ? (
        <Trans>
          mean {middle}, spread {apart}, {raters} raters
        </Trans>
      ) : (
        <Trans>
          mean {middle}, spread {apart}, about {raters} raters
        </Trans>
      )}
      <br />
      <span className="small quiet">
        <Sign sign={sign} />
      </span>
    </>
  );
};

const Gap = ({ gap }: { gap: number | undefined }) => {
  const { decimal } = useMoments();
  if (gap === undefined) return '–';
  const size = decimal(Math.abs(gap));
  if (Math.abs(gap) < 0.005) return <Trans>none</Trans>;
  return gap < 0 ? <Trans>{size} lower from outside</Trans> : <Trans>{size} higher from outside</Trans>;
};

/** Where a group says that it is, and how it is seen from inside and from outside. */
export const Views = ({ dimensions }: { dimensions: readonly Dimension[] }) => {
  const { t } = useLingui();
  const { decimal } = useMoments();
  const told = (value: number | undefined): string => (value === undefined ? '–' : decimal(value));
  return (
    <Table
      caption={t`Levels, views and the gap between them`}
      columns={[
        { head: t`Dimension`, cell: ({ text }) => text },
        { head: t`Now`, cell: ({ agreed }) => told(agreed) },
        { head: t`Target`, cell: ({ target }) => told(target) },
        { head: t`Inside view`, cell: ({ inside }) => <View view={inside} /> },
        { head: t`Outside view`, cell: ({ outside }) => <View view={outside} /> },
        { head: t`Gap`, cell: ({ gap }) => <Gap gap={gap} /> },
      ]}
      rows={dimensions}
      keyOf={keyOf}
    />
  );
};

type Point = Dimension['history'][number];

const Told = ({ point: { agreed, target, inside, outside } }: { point: Point }) => {
  const { decimal } = useMoments();
  const [a, b, c, d] = [agreed, target, inside, outside].map((one) =>
    one === undefined ? '–' : decimal(one),
  );
  return (
    <>
      <Trans>now {a}</Trans>
      <br />
      <Trans>target {b}</Trans>
      <br />
      <Trans>inside {c}</Trans>
      <br />
      <Trans>outside {d}</Trans>
    </>
  );
};

/** How it went over the assessments. */
export const OverTime = ({ dimensions }: { dimensions: readonly Dimension[] }) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const dates = (dimensions[0]?.history ?? []).map(({ date }, index) => ({
    head: written(date, 'date'),
    cell: ({ history }: Dimension) => {
      const point = history[index];
      return point ? <Told point={point} /> : '–';
    },
  }));
  return (
    <Table
      compared
      caption={t`Trend over the assessments, oldest first`}
      columns={[
        { head: t`Dimension`, cell: ({ text }) => text },
        { head: t`Levels agreed on`, cell: (dimension) => <Trend dimension={dimension} /> },
        ...dates,
      ]}
      rows={dimensions}
      keyOf={keyOf}
    />
  );
};
