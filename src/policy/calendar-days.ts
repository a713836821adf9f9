import { type Day, parseDay, plusDays } from '../kernel/day.js'

const MOST_OF_A_YEAR = 366

/** 日历所列之日，as they are written: days apart by a space, several in a row as `first..last`. Undefined where it is no such list. */
export function findCalendarDays(text: string): Day[] | undefined {
  const days: Day[] = []
  for (const part of text.split(' ')) {
    const [first, last, more] = part.split('..').map(findDay)
    const through = part.includes('..') ? last : first
    if (first === undefined || through === undefined || more !== undefined || through < first) return undefined
    for (let day = first; day <= through; day = plusDays(day, 1)) {
      days.push(day)
      if (days.length > MOST_OF_A_YEAR) return undefined
    }
  }
  return days
}

function findDay(text: string): Day | undefined {
  try {
    return parseDay(text)
  } catch {
    return undefined
  }
}
