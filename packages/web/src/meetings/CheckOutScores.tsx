import { Plural, Trans } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { checkOutScoresQuery } from './before-queries.ts';
import styles from './meetings.module.css';
import { pointsOf, type Statement } from './scores.ts';

/** The means as a line; the numbers beside it say the same. */
const Line = ({ said }: Pick<Statement, 'said'>) => {
  const points = pointsOf(said);
  return (
    <svg viewBox="0 0 160 40" width={160} height={40} aria-hidden="true" focusable="false">
      <polyline className={styles.scoreLine} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ survey, x, y }) => (
        <circle key={survey} className={styles.score} cx={x} cy={y} r={3.5} />
      ))}
    </svg>
  );
};

const Mean = ({ mean, answered }: { mean: number | undefined; answered: number }) => {
  const { decimal } = useMoments();
  if (mean === undefined) return <Trans>too few answered</Trans>;
  return (
    <>
      <b className="num">{decimal(mean)}</b> · <Plural value={answered} one="# answer" other="# answers" />
    </>
  );
};

/** What those who were there said at the check-outs of this and earlier meetings of the community. */
export const CheckOutScores = ({ meeting }: { meeting: Meeting }) => {
  const { written } = useMoments();
  const { data: statements = [] } = useQuery(checkOutScoresQuery(meeting));
  if (statements.length === 0) return null;
  return (
    <Section id="scores" title={<Trans>Check-outs over time</Trans>}>
      <ul className="stack">
        {statements.map(({ key, text, said }) => (
          <li key={key} className={styles.statement}>
            <h3>{text}</h3>
            {said.length > 1 && <Line said={said} />}
            <ol className="small">
              {said.map(({ survey, at, mean, answered }) => (
                <li key={survey}>
                  <time dateTime={at}>{written(at, 'date')}</time>: <Mean mean={mean} answered={answered} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </Section>
  );
};
