import type { PersonCategory } from '../ledger/fact.js'
import type { Sentence } from './kinds.js'

interface CategoryTerms extends Sentence {
  /** 由单位登记，不由单位登记，或都可以。 */
  readonly employer: 'needed' | 'none' | 'either'
  /** 可否参保：some are registered for what they draw, not for what they pay. */
  readonly mayEnrol: boolean
  /** 凭证明登记：school, land, supporter or pension, as the case may be. */
  readonly needsProof: boolean
}

/** 人员类别：who is registered, and what each kind must bring. A person may be several, one after another or at once. */
export const CATEGORIES = {
  working: { zh: '在职职工', en: 'employee', employer: 'needed', mayEnrol: true, needsProof: false },
  retired: { zh: '退休人员', en: 'pensioner', employer: 'either', mayEnrol: true, needsProof: true },
  flexible: { zh: '灵活就业人员', en: 'flexible worker', employer: 'none', mayEnrol: true, needsProof: false },
  resident: { zh: '城乡居民', en: 'resident', employer: 'none', mayEnrol: true, needsProof: false },
  landLost: { zh: '被征地农民', en: 'farmer whose land was taken', employer: 'none', mayEnrol: true, needsProof: true },
  dependant: {
    zh: '供养亲属',
    en: 'dependant of an insured person',
    employer: 'none',
    mayEnrol: false,
    needsProof: true,
  },
  paymentOnly: { zh: '仅领待遇人员', en: 'payment only', employer: 'none', mayEnrol: false, needsProof: true },
  student: { zh: '在校学生', en: 'student', employer: 'none', mayEnrol: true, needsProof: true },
  foreigner: { zh: '外国人与港澳台居民', en: 'foreigner', employer: 'either', mayEnrol: true, needsProof: false },
  minor: { zh: '未成年人', en: 'minor', employer: 'either', mayEnrol: true, needsProof: false },
} as const satisfies Readonly<Record<PersonCategory['category'], CategoryTerms>>
export type CategoryName = keyof typeof CATEGORIES

export const CATEGORY_NAMES = Object.keys(CATEGORIES) as CategoryName[]

export function isCategory(text: string): text is CategoryName {
  return Object.hasOwn(CATEGORIES, text)
}

/** 按名称或代码认出类别。A file may give either. */
export function findCategory(word: string): CategoryName | undefined {
  return CATEGORY_NAMES.find((name) => name === word || CATEGORIES[name].zh === word)
}

export interface CategoryCase {
  readonly hasEmployer: boolean
  readonly enrols: boolean
  readonly hasProof: boolean
  readonly hasGuardian: boolean
  readonly isMinor: boolean
  readonly isForeigner: boolean
}

/** 类别与所填不合之处：what a clerk reads; undefined where all is as it must be. */
export function whyUnfit(category: CategoryName, given: CategoryCase): Sentence | undefined {
  const { zh, en, employer, mayEnrol, needsProof } = CATEGORIES[category]
  if (employer === 'needed' && !given.hasEmployer)
    return no(`${zh}须写明用人单位，请填写单位的信用代码`, `${en}: name the employer by its credit code`)
  if (employer === 'none' && given.hasEmployer)
    return no(`${zh}不由用人单位登记，请去掉单位或改选类别`, `${en}: leave the employer out or choose another kind`)
  if (!mayEnrol && given.enrols)
    return no(`${zh}不参保缴费，请去掉险种或改选类别`, `${en}: leave the insurances out or choose another kind`)
  if (needsProof && !given.hasProof)
    return no(`${zh}须凭证明登记，请填写证明文书编号`, `${en}: give the number of the proving document`)
  if (category === 'minor') return ofMinor(given)
  if (category === 'foreigner' && !given.isForeigner)
    return no(
      '居民身份证的持有人不是外国人或港澳台居民，请改选类别',
      'a citizen identity number is not a foreigner’s; choose another kind',
    )
  return undefined
}

function ofMinor({ isMinor, hasGuardian, hasEmployer }: CategoryCase): Sentence | undefined {
  if (!isMinor) return no('此人已成年，请改选类别', 'this person is of age; choose another kind')
  if (!hasGuardian && !hasEmployer)
    return no(
      '未成年人须写明监护人，请填写监护人的证件号码与姓名',
      'name the guardian of the minor, by number and name',
    )
  return undefined
}

function no(zh: string, en: string): Sentence {
  return { zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` }
}
