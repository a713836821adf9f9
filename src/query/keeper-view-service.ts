import type { Keeping } from '../records/keeping.js'
import type { Keeper } from './figure-contract.js'

const SIDES = {
  humanResources: { zh: '社会保险经办机构', en: 'social insurance agency' },
  medicalSecurity: { zh: '医疗保障经办机构', en: 'medical security agency' },
  unknown: { zh: '经办机构待确认', en: 'keeper to be confirmed' },
} as const

/** 经办归属，as a screen shows it. */
export function keeperView({ side, connected, source, cutOff }: Keeping): Keeper {
  return {
    side,
    name: SIDES[side],
    connected,
    ...(source === undefined ? {} : { source }),
    ...(cutOff === undefined ? {} : { cutOff }),
    correctableHere: side === 'humanResources',
  }
}
