// Turns what the program really printed into pictures for the README: SVG with text, light and dark in one file.
// The test of the documentation calls this and compares; `UPDATE=1 npx vitest run test/docs.test.ts` writes the files anew.

const CHARACTER = 8.4;
const LINE = 18;
const MARGIN = 16;

/** The colours of a terminal that the reports use, on a light and on a dark ground. */
const COLOURS = {
  1: ['font-weight', 'bold'],
  2: ['fill', '#6e7781', '#8b949e'],
  31: ['fill', '#cf222e', '#ff7b72'],
  32: ['fill', '#1a7f37', '#3fb950'],
  33: ['fill', '#9a6700', '#d29922'],
  34: ['fill', '#0969da', '#58a6ff'],
  35: ['fill', '#8250df', '#bc8cff'],
  36: ['fill', '#1b7c83', '#39c5cf'],
  90: ['fill', '#6e7781', '#8b949e'],
};

/** A picture of a terminal that shows this text, with its escape sequences for colours. */
export function terminalPicture(text, title) {
  const lines = text.trimEnd().split('\n');
  const columns = Math.max(...lines.map((line) => withoutColours(line).length));
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const rows = lines.map((line, index) => {
    const y = MARGIN + (index + 0.75) * LINE;
    return line === '' ? '' : `<text x="${MARGIN}" y="${y}" xml:space="preserve">${spansOf(line)}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(title)}">
<style>
${styleOf('text', '14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace')}</style>
<rect width="100%" height="100%" rx="8"/>
${rows.join('')}</svg>
`;
}

/** The picture inside a report, with the colours that the report's own style gives it. */
export function reportPicture(html) {
  const [svg = ''] = /<svg viewBox[\s\S]*?<\/svg>/.exec(html) ?? [];
  const [style = ''] = /<style>[\s\S]*?<\/style>/.exec(html) ?? [];
  const rules =
    style.match(
      /:root\s*\{[^}]*\}|@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{[^}]*\}\s*\}|svg [^{}\s][^{}]*\{[^}]*\}/g,
    ) ?? [];
  const own = rules.map((rule) => rule.replaceAll(/(^|, )svg /g, '$1'));
  return `${svg.replace(/(<svg[^>]*>)/, `$1\n<style>\n${own.join('\n')}\n</style>\n<rect class="ground" width="100%" height="100%"/>`).replace('</style>', 'rect.ground { fill: var(--paper); stroke: none; }\n</style>')}\n`;
}

function colourRule(code, [name, light]) {
  return `.c${code} { ${name}: ${light}; }\n`;
}

function styleOf(element, font) {
  const dark = Object.entries(COLOURS).filter(([, colour]) => colour.length === 3);
  return `${element} { font: ${font}; fill: #1f2328; }
rect { fill: #f6f8fa; }
${Object.entries(COLOURS)
  .map(([code, colour]) => colourRule(code, colour))
  .join('')}@media (prefers-color-scheme: dark) {
${element} { fill: #e6edf3; }
rect { fill: #161b22; }
${dark.map(([code, [name, , shade]]) => `.c${code} { ${name}: ${shade}; }\n`).join('')}}
`;
}

// oxlint-disable-next-line no-control-regex -- colours are control characters
const COLOUR = /\u001B\[([\d;]*)m/g;

function withoutColours(line) {
  return line.replaceAll(COLOUR, '');
}

/** One span for each run of equal colours. */
function spansOf(line) {
  let on = new Set();
  let from = 0;
  let spans = '';
  const put = (text) => {
    if (text !== '')
      spans +=
        on.size === 0
          ? escaped(text)
          : `<tspan class="${[...on].map((code) => `c${code}`).join(' ')}">${escaped(text)}</tspan>`;
  };
  for (const match of line.matchAll(COLOUR)) {
    put(line.slice(from, match.index));
    from = match.index + match[0].length;
    on = after(on, match[1].split(';').map(Number));
  }
  put(line.slice(from));
  return spans;
}

/** 22 ends bold and faint, 39 a colour, 0 all of it. */
function after(on, codes) {
  const next = new Set(on);
  for (const code of codes) {
    if (code === 0) next.clear();
    else if (code === 22) for (const each of [1, 2]) next.delete(each);
    else if (code === 39) for (const each of next) if (each >= 30) next.delete(each);
    if (code in COLOURS) next.add(code);
  }
  return next;
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
