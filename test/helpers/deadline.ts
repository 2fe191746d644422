/**
 * So much later than asked for may a deadline be kept on a busy machine, in milliseconds. Less than the second to which the timers of
 * HTTP clients round: one that is left to them is noticed.
 */
export const KEPT_WITHIN_MS = 600;
