import type { FormatName } from '../../src/report/index.js';
import { parsedXml } from './ci/xml.js';

/** What an independent reader says of a format; throws where it cannot read it. */
export const READERS: Partial<Record<FormatName, (text: string) => void>> = {
  json: JSON.parse,
  sarif: JSON.parse,
  gitlab: JSON.parse,
  junit: parsedXml,
  html: (text) => parsedXml(text.replace('<!DOCTYPE html>', '')),
};
