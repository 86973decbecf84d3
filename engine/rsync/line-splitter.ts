/** A line longer than this is cut, so that a stream without line ends cannot fill the memory. */
const LONGEST_LINE = 1 << 20;

/** Turns chunks of ASCII into lines. rsync redraws progress with \r, so both \r and \n end a line. */
export class LineSplitter {
  #rest = '';

  push(chunk: string): string[] {
    const lines = (this.#rest + chunk).split(/[\r\n]/);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE) {
      lines.push(`${this.#rest.slice(0, LONGEST_LINE)} (line cut)`);
      this.#rest = '';
    }
    return lines.filter((line) => line !== '');
  }

  /** What was left without a line end, when the stream is over. */
  flush(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }
}
