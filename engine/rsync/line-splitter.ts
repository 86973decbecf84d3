/** A line longer than this is cut, so that a stream without line ends cannot fill the memory. */
const LONGEST_LINE = 1 << 20;

/** Turns chunks, one character a byte, into lines. rsync redraws progress with \r, so both \r and \n end a line. */
export class LineSplitter {
  #rest: string[] = [];
  #length = 0;
  /** What comes until the next line end belongs to a line that was cut. */
  #isSkipping = false;

  push(chunk: string): string[] {
    const pieces = chunk.split(/[\r\n]/);
    const last = pieces.pop() ?? '';
    const lines: string[] = [];
    for (const piece of pieces) {
      // Nearly every piece is a whole line.
      if (this.#length === 0 && !this.#isSkipping && piece.length <= LONGEST_LINE) {
        if (piece !== '') lines.push(piece);
        continue;
      }
      this.#keep(piece, lines);
      this.#end(lines);
    }
    this.#keep(last, lines);
    return lines;
  }

  /** What was left without a line end, when the stream is over. */
  flush(): string[] {
    const lines: string[] = [];
    this.#end(lines);
    return lines;
  }

  #keep(piece: string, lines: string[]): void {
    if (piece === '' || this.#isSkipping) return;
    const room = LONGEST_LINE - this.#length;
    this.#rest.push(piece.length > room ? piece.slice(0, room) : piece);
    this.#length += Math.min(piece.length, room);
    if (piece.length <= room) return;
    // The words go first: half an itemised line must not be read as one.
    lines.push(`(cut after ${String(LONGEST_LINE)} bytes) ${this.#rest.join('')}`);
    this.#forget();
    this.#isSkipping = true;
  }

  #end(lines: string[]): void {
    const [first = ''] = this.#rest;
    if (this.#length > 0) lines.push(this.#rest.length === 1 ? first : this.#rest.join(''));
    this.#forget();
    this.#isSkipping = false;
  }

  #forget(): void {
    this.#rest = [];
    this.#length = 0;
  }
}
