import { INSURANCE_NAMES, INSURANCES, type Insurance } from '../kernel/terms.js'

/** 险种：the ministry's code, or the full Chinese name. Undefined for anything else. */
export function findInsurance(text: string): Insurance | undefined {
  return INSURANCES.find((code) => text === code || text === INSURANCE_NAMES[code].zh)
}
