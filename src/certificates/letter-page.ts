/** 一封信的纸面文字。 */
export interface LetterPage {
  readonly title: string
  readonly to: { readonly name: string; readonly address: string; readonly postalCode: string }
  readonly paragraphs: readonly string[]
  /** What the letter is about, printed large: a code, in groups. */
  readonly code: string
  readonly agency: { readonly name: string; readonly address: string; readonly phone: string; readonly website: string }
  readonly printedAt: string
}
