/** A file that people drop by mistake, and what the page says about it. */
export interface BadInput {
  /** Where it lies in the dropped folder. */
  readonly path: string;
  readonly content: Uint8Array;
  /** The path reported, where it is another one: that of a file inside an archive. */
  readonly row?: string;
  /** The English words, whole; a pattern where the browser has a word in it. */
  readonly told: string | RegExp;
}
