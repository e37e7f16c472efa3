/** Counts what each client holds open, so that no one client can take everything. */
export interface ClientLimits {
  /** Takes one place for this client; false when it holds as many as one may. Give it back with `leave`. */
  enter: (address: string) => boolean;
  leave: (address: string) => void;
  /** Places taken by all clients. */
  total: () => number;
}

/** @param most how many places one address may hold at once */
export function clientLimits(most: number): ClientLimits {
  const held = new Map<string, number>();
  let total = 0;
  return {
    enter(address) {
      const count = held.get(address) ?? 0;
      if (count >= most) return false;
      held.set(address, count + 1);
      total += 1;
      return true;
    },
    leave(address) {
      const count = held.get(address) ?? 0;
      if (count === 0) return;
      total -= 1;
      if (count === 1) held.delete(address);
      else held.set(address, count - 1);
    },
    total: () => total,
  };
}
