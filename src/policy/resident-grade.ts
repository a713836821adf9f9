import { type Fen, fen, parseYuan } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { malformedList } from './refusals.js'

/** 可选缴费档次：single amounts, and stretches within which any amount may be chosen. */
export interface GradeRange {
  readonly from: Fen
  readonly through: Fen
}

/** 按档次的标准：from this grade on, this amount. */
export interface GradeBand {
  readonly from: Fen
  readonly amount: Fen
}

/** 解析档次列表。'200 300 1000-9000', in yuan. Stops with `policy.malformed-list`. */
export function parseGrades(parameter: string, text: string): GradeRange[] {
  return words(text).map((word) => {
    const [from = '', through = from, ...more] = word.split('-')
    if (more.length > 0) throw new Refusal(malformedList, { parameter, found: word })
    return { from: yuan(parameter, word, from), through: yuan(parameter, word, through) }
  })
}

/** 解析按档次的标准。'100:30 500:60', in yuan. */
export function parseBands(parameter: string, text: string): GradeBand[] {
  return words(text).map((word) => {
    const [from = '', amount = '', ...more] = word.split(':')
    if (more.length > 0) throw new Refusal(malformedList, { parameter, found: word })
    return { from: yuan(parameter, word, from), amount: yuan(parameter, word, amount) }
  })
}

export function isOffered(grades: readonly GradeRange[], grade: Fen): boolean {
  return grades.some(({ from, through }) => from <= grade && grade <= through)
}

/** The amount of the highest band that the grade reaches; nothing below the lowest. */
export function bandAmount(bands: readonly GradeBand[], grade: Fen): Fen {
  return bands.reduce<GradeBand>((best, band) => (band.from <= grade && band.from >= best.from ? band : best), {
    from: fen(0),
    amount: fen(0),
  }).amount
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

function yuan(parameter: string, word: string, text: string): Fen {
  try {
    return parseYuan(text)
  } catch {
    throw new Refusal(malformedList, { parameter, found: word })
  }
}
