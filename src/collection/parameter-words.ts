import { CHOICES, isChoice } from '../policy/choices.js'
import { EMPLOYER_KINDS, PERSON_KINDS } from '../policy/levy.js'
import type { ParameterUnit } from '../policy/parameter.js'
import type { VersionText } from '../policy/parameter-versions.js'
import type { Sentence } from './kinds.js'
import { STAGES } from './kinds.js'

const REALMS = {
  citizen: { zh: '参保人', en: 'insured person' },
  operator: { zh: '单位经办人', en: "employer's operator" },
  staff: { zh: '经办人员', en: 'staff' },
} as const

const CLASSES: Readonly<Record<string, Sentence>> = { ...EMPLOYER_KINDS, ...PERSON_KINDS, ...STAGES, ...REALMS }

const UNITS: Readonly<Partial<Record<ParameterUnit, Sentence>>> = {
  yuan: { zh: ' 元', en: ' yuan' },
  percent: { zh: '%', en: '%' },
  months: { zh: ' 个月', en: ' months' },
  days: { zh: ' 天', en: ' days' },
  minutes: { zh: ' 分钟', en: ' minutes' },
}

/** 版本之值的说法：words for choices and classes, units for figures; no code word reaches a person. */
export function saysOf(unit: string, { value, by, same }: Pick<VersionText, 'value' | 'by' | 'same'>): Sentence {
  if (same !== undefined) return { zh: `同 ${same}`, en: `same as ${same}` }
  if (by === undefined) return valueSays(unit, value ?? '')
  const parts = Object.entries(by).map(([key, one]) => {
    const [name, says] = [CLASSES[key] ?? { zh: key, en: key }, valueSays(unit, one)]
    return { zh: `${name.zh} ${says.zh}`, en: `${name.en} ${says.en}` }
  })
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

function valueSays(unit: string, value: string): Sentence {
  if (unit === 'choice' && isChoice(value)) return CHOICES[value]
  const { zh, en } = UNITS[unit as ParameterUnit] ?? { zh: '', en: '' }
  return { zh: value + zh, en: value + en }
}
