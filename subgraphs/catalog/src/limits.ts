/** The most variants a product may have. */
export const MOST_VARIANTS = 100;

/** The most pieces that come in, or are corrected, at once. */
export const MOST_PIECES = 1_000_000;
