/** 曼—惠特尼检验。How likely two samples of times are of one kind: the two-sided p, by the normal approximation with ties. */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, first: true })), ...other.map((value) => ({ value, first: false }))]
  all.sort((a, b) => a.value - b.value)
  let [ranks, ties] = [0, 0]
  for (let i = 0; i < all.length; ) {
    let j = i
    while (j < all.length && all[j]!.value === all[i]!.value) j++
    const [rank, count] = [(i + 1 + j) / 2, j - i]
    ties += count ** 3 - count
    for (let k = i; k < j; k++) if (all[k]!.first) ranks += rank
    i = j
  }
  const [m, n, total] = [one.length, other.length, all.length]
  const u = ranks - (m * (m + 1)) / 2
  const spread = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))))
  const z = (Math.abs(u - (m * n) / 2) - 0.5) / spread
  return Math.min(1, 2 * (1 - normal(z)))
}

/** The normal distribution, to seven places. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const upper = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
  return z >= 0 ? 1 - upper : upper
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}
