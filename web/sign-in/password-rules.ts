import type { Realm } from '../shell/api.js'
import type { Both, Facts } from '../shell/language.js'
import { ACTIVATION } from './activation-words.js'

/** 一条密码要求，和此刻满足没有。The server decides; this only tells beforehand. */
export interface PasswordRule {
  readonly says: Both
  readonly facts?: Facts
  readonly isMet: boolean
}

export function passwordRules(password: string, login: string, realm: Realm): PasswordRule[] {
  const least = realm === 'citizen' ? 8 : 12
  const rules: PasswordRule[] = [
    { says: ACTIVATION.ruleLength, facts: { n: least }, isMet: [...password].length >= least },
    { says: ACTIVATION.ruleOwn, isMet: password !== '' && !holdsPartOf(password, login) },
    { says: ACTIVATION.rulePlain, isMet: password !== '' && !isPlain(password) },
  ]
  if (realm === 'citizen') return rules
  return [...rules, { says: ACTIVATION.ruleClasses, isMet: classesOf(password) >= 3 }]
}

function holdsPartOf(password: string, login: string): boolean {
  const [plain, name] = [password.toLowerCase(), login.trim().toLowerCase()]
  for (let i = 0; i + 6 <= name.length; i++) if (plain.includes(name.slice(i, i + 6))) return true
  return false
}

function isPlain(password: string): boolean {
  const signs = [...password.toLowerCase()].map((sign) => sign.codePointAt(0) ?? 0)
  const isRun = signs.every((sign, i) => i === 0 || Math.abs(sign - (signs[i - 1] ?? 0)) <= 1)
  return isRun || new Set(signs).size < 3
}

function classesOf(password: string): number {
  return [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length
}
