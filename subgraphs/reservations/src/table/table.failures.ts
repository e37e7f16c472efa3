import { invalidStateTransition } from '@yoyaku/platform/failures';

export const tableInUse = (tableId: string, message: string) =>
  ({ __typename: 'TableInUse', code: 'TABLE_IN_USE', message, retryable: false, tableId }) as const;

export const tableNameTaken = (name: string) =>
  ({
    __typename: 'TableNameTaken',
    code: 'TABLE_NAME_TAKEN',
    message: `Another table is called ${name}.`,
    retryable: false,
    name,
  }) as const;

/** Who joins a table joins what is going on there. */
export const tableNotOpen = () => invalidStateTransition('table', 'CLOSED', 'JOINED', ['OPEN']);

/** A table of this state is in it already. */
export const noTableStep = (state: 'ARCHIVED' | 'IN_USE') =>
  invalidStateTransition('table', state, state, [state === 'IN_USE' ? 'ARCHIVED' : 'IN_USE']);
