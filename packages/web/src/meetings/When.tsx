import { Trans } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { useNetwork } from '../session/queries.ts';
import { useMoments } from '../words/moments.ts';
import styles from './meetings.module.css';

/** Whose a meeting is, what it is called, and when, by the reader’s clock and its own. */
export const When = ({ meeting }: { meeting: MeetingNotice }) => {
  const { written, elsewhere } = useMoments();
  const { timeZone } = useNetwork();
  const { community, withCommunities = [], title, startsAt, minutes, place, zone = timeZone } = meeting;
  const communities = useCommunities();
  const held = [community, ...withCommunities].flatMap((id) => communities.filter((one) => one.id === id));
  const there = elsewhere(startsAt, zone);
  return (
    <div className="stack stack--tight">
      <p className={styles.whose}>
        {held.map(({ id, slug, name }) => (
          <Link key={id} to="/communities/$community" params={{ community: slug }}>
            {name}
          </Link>
        ))}
      </p>
      <h1>{title}</h1>
      <p className="quiet">
        <time dateTime={startsAt}>{written(startsAt)}</time>
        {there && <> ({there})</>} · <Trans>{minutes} minutes</Trans>
        {place && <> · {place}</>}
      </p>
    </div>
  );
};
