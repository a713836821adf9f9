/** Longer text than any number is cut, so that a sentence stays a sentence. */
const LONGEST_SHOWN = 40

/**
 * 号码脱敏。The first six and last four of a long number, so that its owner recognises it and a passer-by does not;
 * of a shorter one the last four, of a very short one nothing.
 */
export function mask(number: string): string {
  const signs = [...number]
  if (signs.length > LONGEST_SHOWN) return `${signs.slice(0, 6).join('')}…${signs.slice(-4).join('')}`
  const [head, tail] = signs.length >= 15 ? [6, 4] : signs.length >= 8 ? [0, 4] : [0, 0]
  return signs.map((sign, i) => (i < head || i >= signs.length - tail ? sign : '*')).join('')
}

/** 姓名脱敏。The first character stands; a rare one of two code units stays whole. */
export function maskName(name: string): string {
  return [...name].map((sign, i) => (i === 0 ? sign : '*')).join('')
}

/** Half of a surrogate pair, or a control character: what no database keeps and no screen shows as it came. */
const UNSAYABLE = /\p{Cs}|\p{Cc}/gu

/** 拒绝语里复述填写的内容：cut when long, without what cannot be said, and whole numbers in a wrong column are masked. */
export function echo(given: string): string {
  const text = given.replace(UNSAYABLE, '\ufffd')
  const signs = [...text]
  const shown = signs.length > LONGEST_SHOWN ? `${signs.slice(0, LONGEST_SHOWN).join('')}…` : text
  return shown.replace(/\d{14,19}[\dXx]?/g, mask)
}
