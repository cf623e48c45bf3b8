import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { Button } from '../ui/button/Button.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { resourcesInQuery } from './queries.ts';

export interface Item {
  readonly resource: string;
  readonly title: string;
  readonly note: string;
}

interface ReadingItemsProps {
  readonly community: string;
  readonly items: readonly Item[];
  readonly onChange: (items: Item[]) => void;
}

const swapped = (items: readonly Item[], place: number, other: number): Item[] =>
  items.map((one, at) => (at === place ? items[other] : at === other ? items[place] : one) ?? one);

/** What stands on a list, in its order, each with a note; and what of the library can be put on it. */
export const ReadingItems = ({ community, items, onChange }: ReadingItemsProps) => {
  const { t } = useLingui();
  const { data: resources = [] } = useQuery(resourcesInQuery(community));
  const others = resources.filter(({ id }) => !items.some(({ resource }) => resource === id));
  const add = (id: string): void => {
    const found = others.find((one) => one.id === id);
    if (found) onChange([...items, { resource: id, title: found.title, note: '' }]);
  };
  return (
    <fieldset className="stack">
      <legend>
        <Trans>What is on it</Trans>
      </legend>
      {items.map(({ resource, title, note }, place) => (
        <div key={resource} className="stack stack--tight">
          <b>{title}</b>
          <TextField
            name={`note-${place}`}
            label={t`Note on ${title}`}
            optional={t`(optional)`}
            value={note}
            onChange={(text) =>
              onChange(items.map((one, at) => (at === place ? { ...one, note: text } : one)))
            }
            maxLength={1000}
          />
          <Buttons>
            {place > 0 && (
              <Button
                look="bare"
                size="small"
                aria-label={t`Move ${title} up`}
                onPress={() => onChange(swapped(items, place, place - 1))}
              >
                <ArrowUp className="icon" aria-hidden="true" />
              </Button>
            )}
            {place < items.length - 1 && (
              <Button
                look="bare"
                size="small"
                aria-label={t`Move ${title} down`}
                onPress={() => onChange(swapped(items, place, place + 1))}
              >
                <ArrowDown className="icon" aria-hidden="true" />
              </Button>
            )}
            <Button
              look="bare"
              size="small"
              aria-label={t`Take ${title} off the list`}
              onPress={() => onChange(items.filter((one) => one.resource !== resource))}
            >
              <X className="icon" aria-hidden="true" />
            </Button>
          </Buttons>
        </div>
      ))}
      {others.length > 0 && (
        <SelectField
          name="add"
          label={t`Put on it from the library`}
          value=""
          onChange={add}
          empty={t`Choose something`}
          options={others.map(({ id, title }) => [id, title] as const)}
        />
      )}
    </fieldset>
  );
};
