/** Words for what Optimize's reader refuses although the text parses. */

/** Deeper than this Optimize's reader refuses (Jackson's default limit). */
export const MAX_LEVELS = 1000;

export const TOO_DEEP = {
  problem: `more than ${MAX_LEVELS} levels of nesting; Optimize's reader stops there`,
  hint: 'Flatten the structure.',
};
/** SnakeYAML looks no further back from a colon for the start of its key. */
export const MAX_KEY_LENGTH = 1024;
export const KEY_TOO_LONG = {
  problem: `a key of more than ${MAX_KEY_LENGTH} characters is too long for Optimize's reader`,
  hint: 'Choose a shorter name.',
};
export const KEY_MISSING = {
  problem: 'a colon without the name of a setting in front of it',
  hint: 'Write the name of the setting before the colon, or quote the line if it is text.',
};
export const NOT_A_KEY = {
  problem: 'the name of a setting must be text, not a list, a mapping or an alias',
  hint: 'Write the name as text, or quote the whole value if braces are meant as text.',
};
export const TEMPLATE = {
  problem: 'this looks like a template placeholder ({{ … }}) that was not filled in',
  hint: 'Check the file that the template produces.',
};
export const COLON_IN_FLOW = {
  problem: 'a text without quotes inside { } or [ ] may not start with a colon',
  hint: 'Put it in quotes.',
};
export const KEY_OVER_LINES = {
  problem: 'inside { } and [ ] a setting and its colon must be on one line',
  hint: 'Write the name of the setting and the colon on one line.',
};
export const MAPPING_ON_KEY_LINE = {
  problem: 'a second ": " in one line: behind a tag or an anchor, settings start on a line of their own',
  hint: 'Put the whole value in quotes, or the settings on lines below.',
};
export const QUESTION_MARK_IN_FLOW = {
  problem: 'a text without quotes inside { } or [ ] may not hold a question mark',
  hint: 'Put it in quotes.',
};
