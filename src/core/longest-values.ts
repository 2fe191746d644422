/*
 * How many characters placeholders may make of one value, and of all values of a configuration, or of a file around one, together. Far more
 * than in any that works, and many such values still fit into memory.
 */
export const LONGEST_VALUE = 1_000_000;
export const LONGEST_TOGETHER = 5_000_000;
