import { Refusal } from './refusal.js'
import {
  badNameSign,
  brokenName,
  controlInName,
  digitInName,
  formulaInName,
  invisibleInName,
  longName,
  markupInName,
  missingName,
} from './refusals-name.js'
import { findBadSign, stripEdges } from './signs.js'

/** 姓名（AAC003），按填写的原样保存。Compare names only by `comparableName`. */
export type PersonName = string & { readonly unit: 'name' }

const LONGEST = 100
const DOTS = '·•．・‧∙⋅･'

/** Ideographs of every extension (rare surnames such as 𠮷), Latin letters with their accents, and the joining signs. */
const ALLOWED = new RegExp(
  `[\\p{Unified_Ideograph}\\u3007\\uf900-\\ufaff\\u{20000}-\\u{3fffd}${DOTS}\\u0041-\\u024f\\u1e00-\\u1eff\\u0300-\\u036f '’‘.,-]`,
  'u',
)
/** Signs that lie inside the Latin range above and are no letters. */
const NOT_LETTERS = /[[\\\]^_`{|}~\u007f-\u00b6\u00b8-\u00bf×÷]/

/** 解析姓名。One to a hundred characters; keeps the characters as given, spaces at the edges apart. */
export function parsePersonName(text: string): PersonName {
  const name = stripEdges(text)
  if (name === '') throw new Refusal(missingName, {})
  if (/\p{Cs}/u.test(name)) throw new Refusal(brokenName, {})
  const length = [...name].length
  if (length > LONGEST) throw new Refusal(longName, { length })
  refuseTraps(name)
  const bad = findBadSign(name, ALLOWED) ?? findForbidden(name)
  if (bad !== undefined) throw new Refusal(badNameSign, bad)
  if (!/^[\p{L}\u3007]/u.test(name)) throw new Refusal(badNameSign, { sign: [...name][0]!, position: 1 })
  return name as PersonName
}

/**
 * 姓名的比对形式。Composed (NFC), look-alike dots made one, spaces single, Latin capital: two spellings of one name
 * compare equal. Never shown and never stored as the name.
 */
export function comparableName(name: string): string {
  return name
    .normalize('NFC')
    .replace(new RegExp(`\\s*[${DOTS}]\\s*`, 'gu'), '·')
    .replace(/[’‘]/g, "'")
    .trim()
    .replace(/\s+/g, ' ')
    .toUpperCase()
}

/** What is dangerous or invisible gets a sentence of its own. */
function refuseTraps(name: string): void {
  if (/^[=+\-@＝＋－＠]/.test(name)) throw new Refusal(formulaInName, { sign: name[0]! })
  for (const [form, entry] of TRAPS) {
    const bad = findBadSign(name, form)
    if (bad !== undefined) throw new Refusal(entry, bad)
  }
}

/** Each form matches what is *not* the trap. */
const TRAPS = [
  [/[^\p{Cc}\u2028\u2029]/u, controlInName],
  [/^(?!\p{Default_Ignorable_Code_Point})[^\p{Cf}\u00a0\u2000-\u200a\u202f\u205f\u3000]/u, invisibleInName],
  [/[^\p{N}]|\u3007/u, digitInName],
  [/[^<>&;]/, markupInName],
] as const

function findForbidden(name: string) {
  const found = NOT_LETTERS.exec(name)
  return found === null ? undefined : { sign: found[0], position: [...name.slice(0, found.index)].length + 1 }
}
