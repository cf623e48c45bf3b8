const abroad = ['invitation-abroad', 'reminder-abroad'] as const;
const reminders: readonly string[] = ['reminder', 'reminder-abroad'];

export type KindAbroad = (typeof abroad)[number];

interface OfKind {
  readonly kind: string;
}

/** Letters to those who are no members: the survey that asks them knows where they are written to. */
export const isAbroad = (kind: string): kind is KindAbroad => abroad.some((one) => one === kind);
export const isReminder = ({ kind }: OfKind): boolean => reminders.includes(kind);
export const ofReminders = { kind: { $in: ['reminder' as const, 'reminder-abroad' as const] } };

/**
 * How a reminder stands once it is settled: the same whether it went, could not go or was needed no more, to the day and
 * without a trace of attempts, since what is kept here must not tell who had answered when.
 */
export const overIn = (now: Date) => [
  {
    $set: {
      status: 'over',
      attempts: 1,
      dueAt: '$createdAt',
      settledAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())),
    },
  },
  { $unset: ['claim', 'leaseUntil', 'reason'] },
];
