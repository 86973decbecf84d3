const HIDDEN = '[secret]';

/**
 * A password for as long as it is needed. It shows itself only to `reveal`: not in JSON, util.inspect, template strings,
 * errors or a structured clone.
 */
export class Secret {
  #value: string | undefined;

  constructor(value: string) {
    this.#value = value;
  }

  /** Throws once it is forgotten. */
  reveal(): string {
    if (this.#value === undefined) throw new Error('the secret was forgotten');
    return this.#value;
  }

  /** Lets go of the text, for every holder of this secret; the memory is the runtime's to clear. */
  forget(): void {
    this.#value = undefined;
  }

  /** Takes the secret out of what somebody else said, who may have repeated it. */
  hideIn(text: string): string {
    return this.#value === undefined || this.#value === '' ? text : text.replaceAll(this.#value, HIDDEN);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  /** What util.inspect and console.log ask. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}
