import { Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { IntroduceUs } from './IntroduceUs.tsx';
import { PersonView } from './PersonView.tsx';

const route = getRouteApi('/people/$person');

/** A person, as far as they let one see. */
export const PersonPage = () => {
  const { person: id } = route.useParams();
  const { data: person } = useSuspenseQuery(personQuery(id));
  const me = useActor()?.person;
  const isMe = me === id;
  return (
    <>
      <DocumentTitle>{person.name}</DocumentTitle>
      <PersonView person={person}>
        {me !== undefined && !isMe && <IntroduceUs person={person} me={me} />}
        {isMe && (
          <RouteButton to="/me" look="quiet">
            <Trans>Change my profile</Trans>
          </RouteButton>
        )}
      </PersonView>
    </>
  );
};
