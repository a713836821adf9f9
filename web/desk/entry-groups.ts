import type { Both } from '../shell/both.js'

interface EntryGroup {
  readonly label: Both
  readonly kinds: readonly string[]
}

/** 录入的各种，按业务归组；a kind left out here could not be chosen. */
export const ENTRY_GROUPS: readonly EntryGroup[] = [
  {
    label: { zh: '个人登记与变更', en: 'Persons' },
    kinds: [
      'person',
      'personChange',
      'enrolment',
      'personCategory',
      'guardianship',
      'mandate',
      'protection',
      'lifeEvent',
    ],
  },
  {
    label: { zh: '单位登记与变更', en: 'Employers' },
    kinds: ['employer', 'employerChange', 'employerCancellation', 'succession'],
  },
  {
    label: { zh: '缴费', en: 'Contributions' },
    kinds: ['contribution', 'differences', 'deferral', 'residentPayment', 'subsidy'],
  },
  {
    label: { zh: '年限、期初与转移', en: 'Periods, opening and transfer' },
    kinds: ['deemedPeriod', 'openingBalance', 'transfer'],
  },
  {
    label: { zh: '待遇', en: 'Benefits' },
    kinds: [
      ...['benefitDetermination', 'benefitPayment', 'paymentFile'],
      ...['benefitChange', 'entitlementCheck', 'specialWork', 'ruling'],
    ],
  },
]
