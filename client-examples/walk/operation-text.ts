import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { accountOperations } from '../accounts/sign-up.ts';
import type { Story } from './step.ts';

const texts = new Map<string, string>();

/** The text of a story's operation. @throws when there is none of this name. */
export async function operationText({ operations }: Story, name: string): Promise<string> {
  const file = [operations, accountOperations]
    .map((folder) => new URL(`${name}.graphql`, folder))
    .find((url) => existsSync(url));
  if (!file) throw new Error(`There is no operation ${name}`);
  const text = texts.get(file.href) ?? (await readFile(file, 'utf8'));
  texts.set(file.href, text);
  return text;
}
