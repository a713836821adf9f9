import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '../kernel/refusal.js'
import type { Realm } from './actor.js'
import { weakPassword } from './refusals.js'

/** argon2id 的代价：46 MiB, one pass. Tests may take less; nothing else may. */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
}

export const PASSWORD_COST: PasswordCost = { memoryCost: 47_104, timeCost: 1 }

export function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  return hash(password, { ...cost, parallelism: 1 })
}

export function passwordFits(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password)
}

const MOST = 128
const COMMON = new Set(
  [
    ...[
      'password',
      'passw0rd',
      'password1',
      'password123',
      'p@ssw0rd',
      'p@ssword',
      'admin',
      'admin123',
      'administrator',
    ],
    ...['admin@123', 'admin888', 'root', 'root1234', 'qwerty', 'qwertyui', 'qwerty123', 'qwertyuiop', '1qaz2wsx'],
    ...['1qaz@wsx', '1q2w3e4r', '1q2w3e4r5t', 'qazwsxedc', 'asdfghjk', 'asdfghjkl', 'zxcvbnm1', 'zxcvbnm123', 'abc123'],
    ...['abcd1234', 'abc12345', 'a1234567', 'a12345678', 'a123456789', 'aa123456', 'aa12345678', 'iloveyou', '5201314'],
    ...[
      '52013145',
      'woaini1314',
      'woaini520',
      'woaini521',
      '1314520a',
      'letmein1',
      'welcome1',
      'welcome123',
      'sunshine',
    ],
    ...['shebao123', 'shebao123456', 'test1234', 'changeme', 'changeme123', 'qwer1234', 'asdf1234', 'zxcv1234'],
    ...['11223344', '88888888', '12344321', '123321123', '123123123', 'dragon12', 'football', 'baseball', 'superman'],
  ].map((one) => one.toLowerCase()),
)

/** 密码规则。No composition rule for the public; staff and operators mix three classes, as graded protection asks. */
export function checkPassword(password: string, login: string, realm: Realm): void {
  const least = realm === 'citizen' ? 8 : 12
  const length = [...password].length
  const bad = length < least || length > MOST || isCommon(password) || holdsPartOf(password, login)
  if (bad || (realm !== 'citizen' && classesOf(password) < 3)) throw new Refusal(weakPassword, { least })
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase()
  const isRun = [...plain].every((sign, i, all) => i === 0 || Math.abs(codeOf(sign) - codeOf(all[i - 1]!)) <= 1)
  return COMMON.has(plain) || isRun || new Set(plain).size < 3
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0
}

/** Six signs in a row of the sign-in name: an identity number, its birth date or its last six are no password. */
function holdsPartOf(password: string, login: string): boolean {
  const [plain, name] = [password.toLowerCase(), login.toLowerCase()]
  for (let i = 0; i + 6 <= name.length; i++) if (plain.includes(name.slice(i, i + 6))) return true
  return false
}

function classesOf(password: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(password)).length
}
