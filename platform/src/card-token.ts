import { requiredTextProblem } from './given-text.ts';

const MOST_CHARACTERS = 200;
/** As many digits as the number of a card may have (ISO/IEC 7812). */
const CARD_NUMBER = /^\d{12,19}$/;
/** What people write between them. */
const SEPARATORS = /[\s\p{Dash_Punctuation}]/gu;

/**
 * Why this cannot be a provider's token for a card, for people; null when it can. What was given is not repeated: the number
 * of a card must get into no answer and no log.
 */
export function cardTokenProblem(token: string): string | null {
  const problem = requiredTextProblem(token, MOST_CHARACTERS);
  if (problem !== null) return problem;
  // In the form in which full-width digits are digits.
  return CARD_NUMBER.test(token.normalize('NFKC').replaceAll(SEPARATORS, ''))
    ? 'Card numbers are not taken: give the provider’s token for the card.'
    : null;
}
