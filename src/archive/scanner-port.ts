/** 查毒（端口）。Looks at the bytes of one paper; `unavailable` is an answer, never an error. */
export interface PaperScanner {
  /** What the oversight page calls it; `none` is told as such. */
  readonly name: string
  scan(bytes: Uint8Array): Promise<ScanAnswer>
}

export type ScanAnswer =
  | { readonly verdict: 'clean' }
  | { readonly verdict: 'infected'; readonly found: string }
  | { readonly verdict: 'unavailable'; readonly why: string }
  | { readonly verdict: 'notScanned' }

/** 未接查毒程序：papers are taken, each marked as not scanned, and the oversight page says so. */
export const NO_SCANNER: PaperScanner = { name: 'none', scan: async () => ({ verdict: 'notScanned' }) }
