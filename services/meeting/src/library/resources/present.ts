import type { Resource } from '@skein/contracts';
import type { ResourceRow } from './row.ts';

export const presentResource = (row: ResourceRow): Resource => {
  const { _id: id, network: _, key: __, words: ___, tagKeys: ____, addedAt, file, ...facts } = row;
  return {
    id,
    ...facts,
    ...(file && { file: { name: file.name, type: file.type, bytes: file.bytes } }),
    addedAt: addedAt.toISOString(),
  };
};
