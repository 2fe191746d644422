/** A value of a chart, a secret of a workflow, by the path to it: `{{ .Values.password | quote }}`, `${{ secrets.DB_PASSWORD }}`. */
const TEMPLATE =
  /^\$?\{\{-?\s{0,9}(?:\$?\.[A-Za-z]|(?:secrets|vars|env|inputs|matrix|needs|steps|github|vault)\.)[\w.-]{0,200}\s{0,9}(?:\|\s{0,9}(?:quote|squote|b64enc|toString|trim)\s{0,9}){0,4}-?\}\}/;

/** What a text begins with that says where a value comes from, and is none; null where it begins otherwise. */
export function templateAt(text: string): string | null {
  return TEMPLATE.exec(text)?.[0] ?? null;
}

/** Whether a text is nothing else. */
export function isTemplate(text: string): boolean {
  return templateAt(text) === text;
}
