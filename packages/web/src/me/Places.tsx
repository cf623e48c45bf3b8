import { Trans, useLingui } from '@lingui/react/macro';
import type { Role } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { BelongingRows, useBelongings } from '../communities/BelongingRows.tsx';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Points } from '../ui/layout/Layout.tsx';
import { MePage } from './MePage.tsx';
import { rolesQuery, useMe, useMyId } from './queries.ts';

const Held = ({ role: { name, purpose, accountabilities, tasks } }: { role: Role }) => (
  <>
    <p>
      <b>{name}</b>
      {purpose && `: ${purpose}`}
    </p>
    {accountabilities.length > 0 && (
      <Points>
        {accountabilities.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </Points>
    )}
    {tasks.map(({ title, recurrence }) => (
      <p key={title} className="small quiet">
        {title}
        {recurrence && `, ${recurrence}`}
      </p>
    ))}
  </>
);

const OfNetwork = ({ roles }: { roles: readonly Role[] }) => {
  if (roles.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        <Trans>My roles in the network</Trans>
      </h2>
      {roles.map((role) => (
        <Held key={role.id} role={role} />
      ))}
    </section>
  );
};

/** Where one belongs, as what, and what one answers for there. */
export const Places = () => {
  const { t } = useLingui();
  const me = useMe();
  const roles = useSuspenseQuery(rolesQuery(useMyId())).data;
  const mine = useBelongings(me.communities);
  return (
    <MePage title={t`My communities and roles`}>
      <div className="stack stack--wide">
        {mine.length === 0 ? (
          <Empty title={<Trans>You belong to no community yet</Trans>}>
            <RouteButton to="/communities">
              <Trans>Find a community</Trans>
            </RouteButton>
          </Empty>
        ) : (
          <BelongingRows
            belongings={mine}
            more={(community) =>
              roles
                .filter((held) => held.community === community)
                .map((held) => <Held key={held.id} role={held} />)
            }
          />
        )}
        <OfNetwork roles={roles.filter(({ community }) => community === undefined)} />
      </div>
    </MePage>
  );
};
