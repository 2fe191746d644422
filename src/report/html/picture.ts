import { greatest } from '../../core/many.js';
import type { Report } from '../../core/report/report.js';
import { counted, escapeText, shortened } from '../../core/text/text.js';
import { graphOf, type Graph, type GraphNode } from '../diagrams/graph.js';
import { text } from './text.js';

/** More engines than this nobody tells apart in a picture: those without a shared database become one box. */
const MOST_ENGINES = 50;

const BOX = { width: 320, height: 52, gap: 14, left: 110, top: 10 };
const DATABASE = { left: 620, width: 210, height: 68 };
const WIDTH = 840;

/** Letters that fit in a box, in the widest of the fonts that a reader may have. */
const FITS = { name: 36, detail: 46, database: 23 };

/** Engines on the left, databases that several share on the right, what was found between engines as arcs at the edge. */
export function picture(report: Report): string {
  const graph = reduced(graphOf(report));
  if (graph.engines.length === 0) return '';
  const rows = new Map(
    graph.engines.map((node, index) => [node.id, BOX.top + index * (BOX.height + BOX.gap)]),
  );
  const middle = (id: string): number => (rows.get(id) ?? 0) + BOX.height / 2;
  const places = databasePlaces(graph, middle);
  const height =
    greatest(
      [...places.values()].map((y) => y + DATABASE.height),
      rows.size * (BOX.height + BOX.gap),
    ) + BOX.top;
  return [
    '<div class="wide" tabindex="0" role="region" aria-label="Picture of the topology">',
    `<svg viewBox="0 0 ${WIDTH} ${Math.round(height)}" role="img" aria-label="${summaryOf(graph)}" xmlns="http://www.w3.org/2000/svg">`,
    ...graph.overlaps.map(({ from, to, label, severity }) => arc(middle(from), middle(to), severity, label)),
    ...graph.databases.flatMap(({ id, members }) =>
      members.map((member) => line(middle(member), (places.get(id) ?? 0) + DATABASE.height / 2)),
    ),
    ...graph.engines.map((node) => box(node, rows.get(node.id) ?? 0)),
    ...graph.databases.map((node) => cylinder(node, places.get(node.id) ?? 0)),
    '</svg></div>',
  ].join('\n');
}

/** What the picture shows, in words and rows, for who does not see it. */
export function overlapRows(report: Report): readonly (readonly string[])[] {
  const { engines, overlaps } = graphOf(report);
  const nameOf = (id: string): string => text(engines.find((node) => node.id === id)?.lines[0] ?? id);
  return overlaps.map(({ from, to, label, severity }) => [nameOf(from), nameOf(to), text(label), severity]);
}

function summaryOf({ engines, databases, overlaps }: Graph): string {
  return `${counted(engines.length, 'engine')}, ${counted(databases.length, 'group')} on one database or undecided, ${counted(overlaps.length, 'overlap')}; the tables below say the same`;
}

function reduced(graph: Graph): Graph {
  if (graph.engines.length <= MOST_ENGINES) return graph;
  const concerned = new Set([
    ...graph.databases.flatMap(({ members }) => members),
    ...graph.overlaps.flatMap(({ from, to }) => [from, to]),
    ...graph.engines.filter(({ state }) => state === 'failed').map(({ id }) => id),
  ]);
  const engines = graph.engines.filter(({ id }) => concerned.has(id)).slice(0, MOST_ENGINES);
  const kept = new Set(engines.map(({ id }) => id));
  const rest: GraphNode = {
    id: 'rest',
    lines: [`${graph.engines.length - engines.length} more engines`],
    state: 'ok',
  };
  return {
    engines: [...engines, rest],
    databases: graph.databases
      .map((each) => ({ ...each, members: each.members.filter((id) => kept.has(id)) }))
      .filter(({ members }) => members.length > 0),
    overlaps: graph.overlaps.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    left: graph.left,
  };
}

/** Each beside the middle of its members, and below the one before. */
function databasePlaces({ databases }: Graph, middle: (id: string) => number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let free = BOX.top;
  const wanted = databases
    .map(({ id, members }) => ({
      id,
      at: members.reduce((sum, member) => sum + middle(member), 0) / Math.max(1, members.length),
    }))
    .toSorted((a, b) => a.at - b.at);
  for (const { id, at } of wanted) {
    const y = Math.max(free, at - DATABASE.height / 2);
    places.set(id, Math.round(y));
    free = y + DATABASE.height + BOX.gap;
  }
  return places;
}

function box({ lines, state }: GraphNode, y: number): string {
  const [name = '', ...rest] = lines;
  // What is wrong comes last, and must not be what is cut.
  const more = state === 'failed' ? rest.toReversed() : rest;
  return [
    `<rect x="${BOX.left}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"${state === 'failed' ? ' class="failed"' : ''}/>`,
    boxText(name, FITS.name, `x="${BOX.left + 10}" y="${y + 21}"`),
    boxText(more.join(', '), FITS.detail, `x="${BOX.left + 10}" y="${y + 40}" class="faint"`),
  ].join('');
}

/** Letters that are narrow enough in any font, and how wide each may be where there are more. */
const SURELY_FIT = 38;
const LETTER = 6.5;

/** No longer than that as it is shown, with what is unsafe written out; pressed together where a wide font would not hold it. */
function boxText(outside: string, limit: number, at: string): string {
  const shown = shortened(escapeText(shortened(outside, limit)), limit);
  const pressed =
    shown.length > SURELY_FIT
      ? ` textLength="${Math.round(shown.length * LETTER)}" lengthAdjust="spacingAndGlyphs"`
      : '';
  return `<text ${at}${pressed}>${text(shown, limit)}</text>`;
}

function cylinder({ lines }: GraphNode, y: number): string {
  const { left, width, height } = DATABASE;
  const right = left + width;
  return [
    `<path class="body" d="M${left} ${y + 8} v${height - 16} a${width / 2} 8 0 0 0 ${width} 0 v-${height - 16}"/>`,
    `<ellipse cx="${left + width / 2}" cy="${y + 8}" rx="${(right - left) / 2}" ry="8"/>`,
    boxText(lines[0] ?? '', FITS.database, `x="${left + 12}" y="${y + 36}"`),
    boxText(lines[1] ?? '', FITS.database, `x="${left + 12}" y="${y + 53}" class="faint"`),
  ].join('');
}

function line(from: number, to: number): string {
  const start = BOX.left + BOX.width;
  return `<path d="M${start} ${from} C${start + 90} ${from} ${DATABASE.left - 90} ${to} ${DATABASE.left} ${to}"/>`;
}

/** The farther apart, the wider; a reader finds the words on it and in the table. */
function arc(from: number, to: number, severity: string, label: string): string {
  const reach = BOX.left - Math.min(BOX.left - 8, 20 + Math.abs(to - from) / 4);
  return `<path class="overlap ${severity}" d="M${BOX.left} ${from} C${reach} ${from} ${reach} ${to} ${BOX.left} ${to}"><title>${text(label)}</title></path>`;
}
