/* Characters of a variable, and of all that are made for one container or file: Linux starts no process with more. */
export const LONGEST_VARIABLE = 131_072;
export const VARIABLES_TOGETHER = 2_097_152;
