/** Work repeated for as long as the process lives; never two runs at once within one process. */
export interface Job {
  readonly name: string;
  readonly everyMilliseconds: number;
  /** Errors are logged and counted; the next run comes all the same. */
  run(): Promise<void>;
}
