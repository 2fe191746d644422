import { describe, expect, it } from 'vitest';
import { RowsByHolder } from '../../../src/access/authorizations/rows-by-holder.js';
import { row } from '../builders.js';

const OTHERS = row('revoke READ tenant acme user:peter');
const OWN = row('revoke READ tenant acme user:mary');
const OF_GROUP = row('grant ACCESS application optimize group:clerks');
const OF_ANY = row('grant ACCESS application * user:*');
const GLOBAL = row('global ACCESS application optimize');
const rows = new RowsByHolder([OTHERS, GLOBAL, OF_GROUP, OF_ANY, OWN]);

describe('the authorizations that apply to a user', () => {
  it('are those of the user, the groups, every user and everybody, on the resource or on all', () => {
    expect(rows.about('mary', ['clerks']).on('application', 'optimize')).toEqual([
      GLOBAL,
      OF_GROUP,
      OF_ANY,
      OWN,
    ]);
    expect(rows.about('mary', []).on('application', 'cockpit')).toEqual([OF_ANY, OWN]);
  });

  it('have a revoke of the user among them on any resource, and none of somebody else', () => {
    expect(rows.about('mary', []).on('deployment', '1')).toEqual([OWN]);
    expect(rows.about('demo', []).on('deployment', '1')).toEqual([]);
  });
});
