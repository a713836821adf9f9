import type { Both } from '../shell/language.js'
import type { FactField } from './entry-fields.js'
import type { Typed } from './entry-values.js'

type Choices = Readonly<Record<string, Both>>

const GRADES: Choices = Object.fromEntries(
  ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map((zh, i) => [
    String(i + 1),
    { zh: `${zh}级伤残`, en: `disability grade ${i + 1}` },
  ]),
)

/** 类别，随待遇种类而定；a kind not named here has none. */
const VARIANTS: Readonly<Record<string, Choices>> = {
  retirement: {
    man: { zh: '男职工（原六十周岁）', en: 'man (60)' },
    woman55: { zh: '女职工（原五十五周岁）', en: 'woman (55)' },
    woman50: { zh: '女职工（原五十周岁）', en: 'woman (50)' },
    'man+hazardous': { zh: '男职工，特殊工种提前', en: 'man, early after hazardous work' },
    'woman55+hazardous': { zh: '女职工（原五十五周岁），特殊工种提前', en: 'woman (55), early after hazardous work' },
    'woman50+hazardous': { zh: '女职工（原五十周岁），特殊工种提前', en: 'woman (50), early after hazardous work' },
  },
  unemployment: { involuntary: { zh: '非因本人意愿中断就业', en: "lost work against one's will" } },
  injury: GRADES,
  maternity: {
    birth: { zh: '生育', en: 'birth' },
    'birth+difficult': { zh: '生育，难产', en: 'birth, difficult' },
    'birth+2': { zh: '生育，双胞胎', en: 'birth, twins' },
    'birth+difficult+2': { zh: '生育，难产，双胞胎', en: 'birth, difficult, twins' },
    earlyAbortion: { zh: '怀孕未满四个月流产', en: 'abortion before the fifth month' },
    lateAbortion: { zh: '怀孕满四个月流产', en: 'abortion from the fifth month on' },
  },
}

const INSURANCE_OF: Readonly<Record<string, string>> = {
  ...{ retirement: '110', residentPension: '170', survivors: '110', unemployment: '210', injury: '410' },
  ...{ maternity: '310', medical: '310' },
}

/** 这一种待遇要填的栏：what another kind needs is neither shown nor sent. */
export function fieldsFor(fields: readonly FactField[], { benefitKind }: Typed): readonly FactField[] {
  const kind = typeof benefitKind === 'string' ? benefitKind : ''
  return fields.flatMap((field) => {
    if (field.kinds !== undefined && !field.kinds.includes(kind)) return []
    if (field.name !== 'variant') return [field]
    const choices = VARIANTS[kind]
    return choices === undefined ? [] : [{ ...field, kind: 'choice' as const, required: true, choices }]
  })
}

/** 改一栏。Another kind of benefit has other variants, and mostly an insurance of its own. */
export function typedAfter(typed: Typed, name: string, value: Typed[string]): Typed {
  const next = { ...typed, [name]: value }
  if (name !== 'benefitKind' || typeof value !== 'string') return next
  return { ...next, variant: undefined, insurance: INSURANCE_OF[value] ?? typed['insurance'] }
}

/** 类别的说法；one not among them stands as it came. */
export function variantName(variant: string): Both {
  const known = Object.values(VARIANTS).find((choices) => choices[variant] !== undefined)
  return known?.[variant] ?? { zh: variant, en: variant }
}
