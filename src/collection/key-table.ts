import { hash } from 'node:crypto'

const WORDS = 3
const FIRST = 1024

/**
 * 键表。What was seen in a file, by the million: a key is kept as 96 bits of its hash, its figures beside it, so that a
 * row costs some dozens of bytes and not hundreds.
 */
export class KeyTable {
  private keys = new Uint32Array(FIRST * WORDS)
  private used = new Uint8Array(FIRST)
  private values: Float64Array | Int32Array
  private slots = FIRST
  private count = 0

  /** `width`: how many figures are kept with each key; row numbers take half the room of amounts. */
  constructor(
    private readonly width = 1,
    private readonly figuresAre: 'rows' | 'amounts' = 'rows',
  ) {
    this.values = this.room(FIRST)
  }

  get size(): number {
    return this.count
  }

  has(key: string): boolean {
    return this.used[this.slotOf(digestOf(key))] === 1
  }

  /** The first figure of a key: a row number. */
  get(key: string): number | undefined {
    return this.figures(key)?.[0]
  }

  set(key: string, ...figures: number[]): void {
    if (this.count * 3 >= this.slots * 2) this.grow()
    const words = digestOf(key)
    const slot = this.slotOf(words)
    if (this.used[slot] === 0) {
      this.used[slot] = 1
      this.count++
      this.keys.set(words, slot * WORDS)
    }
    this.values.set(figures, slot * this.width)
  }

  figures(key: string): number[] | undefined {
    const slot = this.slotOf(digestOf(key))
    return this.used[slot] === 0 ? undefined : [...this.values.subarray(slot * this.width, (slot + 1) * this.width)]
  }

  private room(slots: number): Float64Array | Int32Array {
    const figures = slots * this.width
    return this.figuresAre === 'rows' ? new Int32Array(figures) : new Float64Array(figures)
  }

  /** Where a key stands, or the empty place it would take. */
  private slotOf(words: Uint32Array): number {
    for (let slot = words[0]! & (this.slots - 1); ; slot = (slot + 1) & (this.slots - 1)) {
      if (this.used[slot] === 0) return slot
      const at = slot * WORDS
      if (this.keys[at] === words[0] && this.keys[at + 1] === words[1] && this.keys[at + 2] === words[2]) return slot
    }
  }

  private grow(): void {
    const [keys, used, values, slots] = [this.keys, this.used, this.values, this.slots]
    this.slots *= 2
    this.keys = new Uint32Array(this.slots * WORDS)
    this.used = new Uint8Array(this.slots)
    this.values = this.room(this.slots)
    for (let old = 0; old < slots; old++) {
      if (used[old] === 0) continue
      const words = keys.subarray(old * WORDS, (old + 1) * WORDS)
      const slot = this.slotOf(words)
      this.used[slot] = 1
      this.keys.set(words, slot * WORDS)
      this.values.set(values.subarray(old * this.width, (old + 1) * this.width), slot * this.width)
    }
  }
}

function digestOf(key: string): Uint32Array {
  const bytes = hash('sha256', key, 'buffer')
  return new Uint32Array([bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)])
}
