/** 两种文字。Every sentence on a screen comes from a catalogue of these; contracts and kernel use the same shape. */
export interface Both {
  readonly zh: string
  readonly en: string
}
