/** A picture of a terminal that shows this text, with its escape sequences for colours. */
export function terminalPicture(text: string, title: string): string;
/** The picture inside a report in HTML, with the colours that the report's own style gives it. */
export function reportPicture(html: string): string;
