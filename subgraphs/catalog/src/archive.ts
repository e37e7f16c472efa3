// Archive: what is no longer used but still named by orders. It is not listed and cannot be ordered, and loads by its id.
import { invalidStateTransition } from '@yoyaku/platform/failures';

export type Archival = 'archive' | 'restore';

type ArchiveState = 'CURRENT' | 'ARCHIVED';

/** From where a thing can go where. */
const TRANSITIONS: Readonly<Record<ArchiveState, readonly ArchiveState[]>> = {
  CURRENT: ['ARCHIVED'],
  ARCHIVED: ['CURRENT'],
};

/** Why the thing cannot be archived, or restored; null when it can. */
export function archivalProblem(what: string, archival: Archival, archivedAt: Date | null) {
  const from: ArchiveState = archivedAt === null ? 'CURRENT' : 'ARCHIVED';
  const to: ArchiveState = archival === 'archive' ? 'ARCHIVED' : 'CURRENT';
  return from === to ? invalidStateTransition(what, from, to, TRANSITIONS[from]) : null;
}
