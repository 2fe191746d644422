import { isJson } from '../../core/text/text.js';
import type { Diagnosis, Everywhere } from '../hints/diagnosis.js';
import { oddBlankAt, scriptCommentAt } from '../hints/structure.js';
import { attempt, decodeAgain, type Reading } from './attempt.js';
import { blanked, oddIndentationIn, repairedEverywhere, scriptCommentIn } from './recovery/everywhere.js';
import { outlineOf } from './recovery/outline.js';
import { recovered } from './recovery/recover.js';
import { buildTree, type Tree } from './tree.js';

/** Parses a text; after an error leaves out as little as possible and goes on, so that one run finds all faults. */
export function read(text: string): Reading {
  const first = attempt(text);
  if (!('events' in first)) return recovered(text, first);
  return (
    withOddIndentation(text) ??
    withScriptComments(text) ?? { text, events: first.events, diagnoses: [], damaged: [], repaired: false }
  );
}

/**
 * The tree of what was read. Values are those of the original text, but for what was left out: as a line of blanks it may stand in the text
 * above it.
 */
export function treeOf(original: string, { events, damaged }: Pick<Reading, 'events' | 'damaged'>): Tree {
  return buildTree(damaged.length === 0 ? original : blanked(original, damaged), events);
}

/** Where the comments of JSON happen to be readable, they are parts of keys and values. */
function withScriptComments(text: string): Reading | null {
  const comment = scriptCommentIn(text);
  if (comment === null || !isJson(repairedEverywhere(text, 'comments').text)) return null;
  return readWithout(text, scriptCommentAt(comment));
}

/** A blank that YAML takes for a letter makes a key of its own of what was to stand below another one: readable, and not what is meant. */
function withOddIndentation(text: string): Reading | null {
  const at = oddIndentationIn(text);
  // In a text of several lines it is a part of the text.
  if (at === null || !outlineOf(text).some(({ content }) => content === at)) return null;
  return readWithout(text, oddBlankAt(text, at));
}

/** The text without what it has one cause for; null where it cannot be read then either. */
function readWithout(text: string, diagnosis: Diagnosis & { readonly affects: Everywhere }): Reading | null {
  const repaired = repairedEverywhere(text, diagnosis.affects);
  const result = attempt(repaired.text);
  if (!('events' in result)) return null;
  return {
    text: repaired.text,
    events: result.events.map(decodeAgain),
    diagnoses: [diagnosis],
    damaged: repaired.damaged,
    repaired: true,
  };
}
