import type { Instant } from './day.js'

interface Kept<T> {
  readonly value: T
  readonly weight: number
  readonly since: Instant
}

/**
 * 记着的。By key, for a while, up to a weight together; whatever was used longest ago goes first. It never answers by
 * itself: whoever finds something here still has to ask whether it stands.
 */
export class Remembered<T> {
  private readonly all = new Map<string, Kept<T>>()
  private total = 0

  constructor(private readonly limits: { readonly weight: number; readonly milliseconds: number }) {}

  get weight(): number {
    return this.total
  }

  find(key: string, now: Instant): T | undefined {
    const kept = this.all.get(key)
    if (kept === undefined) return undefined
    this.forget(key)
    if (now - kept.since > this.limits.milliseconds) return undefined
    this.put(key, kept)
    return kept.value
  }

  /** What is heavier than all that may be kept is not kept. */
  keep(key: string, value: T, weight: number, now: Instant): void {
    this.forget(key)
    if (weight > this.limits.weight) return
    this.put(key, { value, weight, since: now })
    for (const oldest of this.all.keys()) {
      if (this.total <= this.limits.weight) break
      this.forget(oldest)
    }
  }

  forget(key: string): void {
    const kept = this.all.get(key)
    if (kept === undefined) return
    this.all.delete(key)
    this.total -= kept.weight
  }

  private put(key: string, kept: Kept<T>): void {
    this.all.set(key, kept)
    this.total += kept.weight
  }
}
