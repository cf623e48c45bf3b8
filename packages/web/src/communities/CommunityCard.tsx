import { Plural, Trans } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './communities.module.css';
import { useStatusName } from './status.ts';

/** A community in a list: what it cares about, how it is, who belongs. */
export const CommunityCard = ({ community }: { community: Community }) => {
  const { id, slug, name, domain, status, members, joining } = community;
  const statusName = useStatusName();
  const { number } = useMoments();
  const belongs = Object.hasOwn(useActor()?.communities ?? {}, id);
  return (
    <li className={styles.card}>
      <Swatch id={id} large />
      <div className="stack stack--tight">
        <h3>
          <Link to="/communities/$community" params={{ community: slug }}>
            {name}
          </Link>
        </h3>
        <p>{domain}</p>
        <p className="row small quiet">
          <Badge tone="line">{statusName(status)}</Badge>
          <span>
            <Plural value={members} one={`${number(members)} member`} other={`${number(members)} members`} />
          </span>
          {belongs ? (
            <Badge tone="positive">
              <Check className="icon" aria-hidden="true" />
              <Trans>You belong to it</Trans>
            </Badge>
          ) : (
            <span>{joining === 'open' ? <Trans>Open to all</Trans> : <Trans>Joining on request</Trans>}</span>
          )}
        </p>
      </div>
    </li>
  );
};
