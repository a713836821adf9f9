/** 损坏种类。`stray`: the checkpoint is gone, or of another history; `unsigned`: no trusted signature fits it. */
export type DamageKind = 'missing' | 'malformed' | 'changed' | 'unsigned' | 'stray'

export interface Damage {
  readonly path: string
  readonly kind: DamageKind
  /** The leaf, or the hash within the tile's level, where one can be named. */
  readonly index?: number | undefined
}

/** 存证树损坏。A defect, not a refusal: files of the log are not what was signed. It names the file. */
export class LogDamaged extends Error {
  constructor(readonly damage: Damage) {
    super(`the log's ${damage.path} is ${damage.kind}${damage.index === undefined ? '' : ` at ${damage.index}`}`)
    this.name = 'LogDamaged'
  }
}
