/** Text in lines of so many letters at the most, unless a single word is longer. */
export function wrapped(text: string, width: number, first = '', rest = ''): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line].map((each) => each.trimEnd()).join('\n');
}
