/**
 * 号码脱敏。The first six and last four of a long number, so that its owner recognises it and a passer-by does not;
 * of a shorter one the last four, of a very short one nothing.
 */
export function mask(number: string): string {
  const signs = [...number]
  const [head, tail] = signs.length >= 15 ? [6, 4] : signs.length >= 8 ? [0, 4] : [0, 0]
  return signs.map((sign, i) => (i < head || i >= signs.length - tail ? sign : '*')).join('')
}

/** 姓名脱敏。The first character stands; a rare one of two code units stays whole. */
export function maskName(name: string): string {
  return [...name].map((sign, i) => (i === 0 ? sign : '*')).join('')
}
