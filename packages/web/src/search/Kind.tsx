import { useLingui } from '@lingui/react/macro';
import {
  BookMarked,
  CalendarDays,
  FileText,
  Lightbulb,
  Link2,
  ListOrdered,
  Scale,
  User,
  Users,
  Zap,
} from 'lucide-react';
import type { Hit } from './found.ts';

const icons = {
  ...{ community: Users, person: User, meeting: CalendarDays, page: FileText },
  ...{ decision: Scale, case: Lightbulb, tension: Zap },
  ...{ resource: Link2, 'reading-list': ListOrdered, product: BookMarked },
} as const;

export const KindIcon = ({ kind }: { kind: Hit['kind'] }) => {
  const Icon = icons[kind];
  return <Icon className="icon" aria-hidden="true" />;
};

/** What one thing of a kind is called. */
export const useKindNames = (): Readonly<Record<Hit['kind'], string>> => {
  const { t } = useLingui();
  return {
    ...{ community: t`Community`, person: t`Person`, meeting: t`Meeting`, page: t`Page` },
    ...{ decision: t`Decision`, case: t`Learning case`, tension: t`Tension` },
    ...{ resource: t`In the library`, 'reading-list': t`Reading list`, product: t`What a community made` },
  };
};
