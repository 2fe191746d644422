/** Where the content of a line begins, behind indentation, `#` and dashes. */
export interface Shape {
  readonly comment: boolean;
  readonly dash: boolean;
  /** Offset of the first character that is none of these. */
  readonly content: number;
  /** Its column. */
  readonly column: number;
  /** Column of the first dash, or of the content. */
  readonly outer: number;
}

export function shapeOf(line: string, start: number): Shape {
  const lead = LEAD.exec(line)?.[0] ?? '';
  const comment = /#|\/\/|\*/u.test(lead);
  const inner = INNER_COMMENT.exec(line.slice(lead.length))?.[0].length ?? 0;
  const marker = lead.indexOf('-');
  const dash = marker >= 0 || /^-[\s\u{200b}]*$/u.test(line.slice(lead.length));
  return {
    comment,
    dash,
    content: start + lead.length + inner,
    column: lead.length,
    outer: marker < 0 ? lead.length : marker,
  };
}

/** What is said before a setting on its own line. */
const INNER_COMMENT = /^(?:\/\*[^*:=]{0,500}\*\/[\s\u{200b}]*)+/u;

/** Indentation, the sign of a comment, dashes. */
const LEAD =
  /^[\s\u{feff}\u{200b}]*(?:(?:#+|\/\/+|\/\*+(?![^*]*\*\/)|\*+(?!\w))[\s\u{200b}]*)?(?:-[\s\u{200b}]+)*/u;
