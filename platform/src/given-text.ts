/** Why this text cannot be kept as it is, for people; null when it can: PostgreSQL keeps no NUL, UTF-8 no half of a pair. */
export function characterProblem(text: string): string | null {
  return text.includes('\0') || !text.isWellFormed() ? 'NUL characters and broken Unicode are not allowed.' : null;
}

/**
 * Why a text that must be given cannot be kept as it is, for people; null when it can.
 * @param most characters, as PostgreSQL counts them: code points
 */
export function requiredTextProblem(text: string, most: number): string | null {
  const { length } = Array.from(text);
  if (length < 1 || length > most) return `It must have 1 to ${most} characters.`;
  return characterProblem(text);
}
