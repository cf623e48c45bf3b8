import { Trans, useLingui } from '@lingui/react/macro';
import type { KnowledgeProduct } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { PersonName } from '../people/Named.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { usePlaceIn } from '../session/reading.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons, Paragraphs, Points, Prose, Title } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { ChangeProduct } from './ProductForm.tsx';
import { productQuery, useProducts } from './queries.ts';
import { useProductKinds, useProductStates } from './words.ts';

const route = getRouteApi('/products/$product');

/** What whoever looks at it can do with it: change, review, publish, or make it a draft again. */
const Acts = ({ of }: { of: KnowledgeProduct }) => {
  const { t } = useLingui();
  const { me = '', runs, takesPart } = usePlaceIn(of.community);
  const { move } = useProducts();
  const isAuthor = of.authors.includes(me);
  const changes = runs || (isAuthor && takesPart && of.state !== 'published');
  const moved = async (state: KnowledgeProduct['state'], done: string): Promise<void> => {
    const answer = await move(of, state).catch(thrown);
    return say(answer.ok ? done : answer.problem.detail);
  };
  return (
    <Buttons>
      {of.state === 'draft' && takesPart && !isAuthor && (
        <Button size="small" onPress={() => moved('reviewed', t`It is reviewed.`)}>
          <Trans>I have reviewed it</Trans>
        </Button>
      )}
      {of.state === 'reviewed' && runs && (
        <Button
          size="small"
          onPress={() => moved('published', t`It is published: the whole network finds it.`)}
        >
          <Trans>Publish it</Trans>
        </Button>
      )}
      {changes && <ChangeProduct key={of.version} of={of} />}
      {of.state !== 'draft' && changes && (
        <Button look="quiet" size="small" onPress={() => moved('draft', t`It is a draft again.`)}>
          <Trans>Make it a draft again</Trans>
        </Button>
      )}
    </Buttons>
  );
};

/** Something that a community made, with who made it and what it stands on. */
export const ProductPage = () => {
  const { product: id } = route.useParams();
  const found = useSuspenseQuery(productQuery(id)).data;
  const { title, kind, about, state, community, authors, cases, resources, reviewedBy, publishedAt } = found;
  const kinds = useProductKinds();
  const states = useProductStates();
  const { written } = useMoments();
  const of = useCommunities().find((one) => one.id === community);
  const since = publishedAt && written(publishedAt, 'date');
  return (
    <>
      <DocumentTitle>{title}</DocumentTitle>
      <Title>{title}</Title>
      <div className="stack stack--wide">
        <p className="row small">
          <Badge tone={state === 'published' ? 'positive' : 'line'}>{states[state]}</Badge>
          <span>{kinds[kind]}</span>
          {of && (
            <Link to="/communities/$community" params={{ community: of.slug }}>
              {of.name}
            </Link>
          )}
          {since && <Trans>published {since}</Trans>}
        </p>
        <Acts of={found} />
        {about && (
          <Prose>
            <Paragraphs text={about} />
          </Prose>
        )}
        {authors.length > 0 && (
          <Section id="authors" title={<Trans>Who made it</Trans>}>
            <Points>
              {authors.map((person) => (
                <li key={person}>
                  <PersonName id={person} />
                </li>
              ))}
            </Points>
            {reviewedBy && (
              <p className="small quiet">
                <Trans>
                  Reviewed by <PersonName id={reviewedBy} />
                </Trans>
              </p>
            )}
          </Section>
        )}
        {resources.length > 0 && of && (
          <Section id="resources" title={<Trans>What belongs to it</Trans>}>
            <Points>
              {resources.map((one) => (
                <li key={one.id}>
                  <Link
                    to="/communities/$community/library"
                    params={{ community: of.slug }}
                    hash={`resource-${one.id}`}
                  >
                    {one.title}
                  </Link>
                </li>
              ))}
            </Points>
          </Section>
        )}
        {cases.length > 0 && of && (
          <Section id="cases" title={<Trans>What it was learnt from</Trans>}>
            <Points>
              {cases.map((one) => (
                <li key={one.id}>
                  <Link
                    to="/communities/$community/learning/$case"
                    params={{ community: of.slug, case: one.id }}
                  >
                    {one.title}
                  </Link>
                </li>
              ))}
            </Points>
          </Section>
        )}
      </div>
    </>
  );
};
