import { useLingui } from '@lingui/react';
import { Plural } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useNavigation } from './navigation.ts';
import styles from './shell.module.css';

/** How many wait there, read out as such. */
const Count = ({ count }: { count: number }) =>
  count > 0 && (
    <span className={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span className="unheard">
        <Plural value={count} one=", # waits" other=", # wait" />
      </span>
    </span>
  );

/** The ways to all pages; `short` for the bar at the thumb, which has room for three. */
export const NavigationLinks = ({ short = false }: { short?: boolean }) => {
  const { i18n } = useLingui();
  const ways = useNavigation();
  return (
    <>
      {(short ? ways.slice(0, 3) : ways).map(({ to, label, icon: Icon, ...rest }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/' }}>
          <Icon className="icon" aria-hidden="true" />
          {i18n._(label)}
          {'count' in rest && !short && <Count count={rest.count} />}
        </Link>
      ))}
    </>
  );
};
