/**
 * Why a text that must be given cannot be kept as it is, for people; null when it can.
 * @param most characters, as PostgreSQL counts them: code points
 */
export function requiredTextProblem(text: string, most: number): string | null {
  const { length } = Array.from(text);
  if (length < 1 || length > most) return `It must have 1 to ${most} characters.`;
  // PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair.
  return text.includes('\0') || !text.isWellFormed() ? 'NUL characters and broken Unicode are not allowed.' : null;
}
