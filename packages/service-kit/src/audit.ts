import type { ClientSession, Db } from 'mongodb';
import type { CollectionDeclaration } from './collections.ts';
import { newId } from './ids.ts';

/** Who did, or was refused, what to whom: ids only, written once. */
export interface AuditRow {
  readonly _id: string;
  readonly network: string;
  readonly actor: string | null;
  readonly action: string;
  readonly target: string | null;
  readonly outcome: 'done' | 'denied';
  readonly at: Date;
}

export const auditCollection: CollectionDeclaration = {
  name: 'audit',
  indexes: [{ key: { network: 1, at: -1 } }, { key: { network: 1, actor: 1, at: -1 } }],
};

export const writeAudit = async (
  db: Db,
  row: Omit<AuditRow, '_id'>,
  session?: ClientSession,
): Promise<void> => {
  await db.collection<AuditRow>('audit').insertOne({ _id: newId(), ...row }, session ? { session } : {});
};
