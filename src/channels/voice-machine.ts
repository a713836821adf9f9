import type { Language } from '../kernel/refusal.js'
import { digitByDigit } from './speech.js'
import { VOICE } from './voice-words.js'

/** 热线对话所处的一步（7.3）。Pure: an input makes the next state, what is said, and what must be done before it goes on. */
export type VoiceStep = 'language' | 'menu' | 'number' | 'password' | 'checking' | 'items' | 'telling' | 'ended'

export interface VoiceState {
  readonly step: VoiceStep
  readonly language: Language
  /** The 18-digit number as keyed; forgotten once it was judged. */
  readonly number: string
  readonly wrong: number
  readonly identified: boolean
  readonly last: readonly string[]
  readonly topic: VoiceTopic
}

export type VoiceTopic = 'consult' | 'query' | 'progress' | 'complaint' | 'password' | 'other'

export type VoiceInput =
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hangUp' }
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'told'; readonly sentences: readonly string[] }
  | { readonly kind: 'ordered'; readonly number: string }

export type VoiceEffect =
  | { readonly kind: 'identify'; readonly number: string; readonly password: string }
  | { readonly kind: 'tell'; readonly item: string }
  | { readonly kind: 'operator'; readonly topic: VoiceTopic }

/** 下一次输入：how many signs at most, and whether # ends it. */
export interface Expect {
  readonly most: number
  readonly hash: boolean
}

export interface VoiceTurn {
  readonly state: VoiceState
  readonly say: readonly string[]
  readonly expect: Expect
  readonly end: boolean
  /** To be done before anything is said: its outcome is the next input. */
  readonly effect?: VoiceEffect | undefined
}

export interface VoiceTerms {
  /** The spoken items in the order of their keys, by parameter. */
  readonly items: readonly string[]
  readonly tries: number
}

const ONE: Expect = { most: 1, hash: false }
const NUMBER: Expect = { most: 18, hash: true }
const PASSWORD: Expect = { most: 6, hash: true }
const NONE: Expect = { most: 0, hash: false }

export function answered(): VoiceTurn {
  const state: VoiceState = {
    ...{ step: 'language', language: 'zh', number: '', wrong: 0, identified: false, topic: 'other' },
    last: [VOICE.welcome.zh, VOICE.welcome.en],
  }
  return { state, say: state.last, expect: ONE, end: false }
}

export function next(state: VoiceState, input: VoiceInput, terms: VoiceTerms): VoiceTurn {
  if (input.kind === 'hangUp' || state.step === 'ended') return ended(state, [])
  if (input.kind === 'silence') return said(state, state.last)
  if (input.kind === 'digits') return keyed(state, input.digits, terms)
  return afterwards(state, input, terms)
}

function keyed(state: VoiceState, digits: string, terms: VoiceTerms): VoiceTurn {
  switch (state.step) {
    case 'language':
      return digits === '2' ? menu({ ...state, language: 'en' }) : digits === '1' ? menu(state) : again(state)
    case 'menu':
      return chosen(state, digits, terms)
    case 'number':
      return numbered(state, digits)
    case 'password':
      return withPassword(state, digits)
    case 'items':
      return item(state, digits, terms)
    default:
      return said(state, state.last)
  }
}

function chosen(state: VoiceState, key: string, terms: VoiceTerms): VoiceTurn {
  const { language } = state
  switch (key) {
    case '1':
      return said({ ...state, topic: 'consult' }, [VOICE.consult[language], VOICE.backOrOperator[language]])
    case '2':
      return state.identified
        ? items(state, terms)
        : said({ ...state, step: 'number', topic: 'query' }, [VOICE.number[language]])
    case '3':
      return said({ ...state, topic: 'progress' }, [VOICE.progress[language], VOICE.backOrOperator[language]])
    case '4':
      return operator({ ...state, topic: 'complaint' })
    case '5':
      return said({ ...state, topic: 'password' }, [VOICE.password[language], VOICE.backOrOperator[language]])
    case '9':
    case '*':
      return menu(state)
    case '0':
      return operator(state)
    default:
      return again(state)
  }
}

/** 以 * 代 X；the number is never said back. */
function numbered(state: VoiceState, digits: string): VoiceTurn {
  if (digits === '0') return operator(state)
  const number = digits.replace(/#$/, '').replace(/\*$/, 'X')
  if (!/^\d{17}[\dX]$/.test(number)) return said(state, [VOICE.numberAgain[state.language]])
  return said({ ...state, step: 'password', number }, [VOICE.digits[state.language]])
}

function withPassword(state: VoiceState, digits: string): VoiceTurn {
  const password = digits.replace(/#$/, '')
  if (!/^\d{6}$/.test(password)) return said(state, [VOICE.digitsAgain[state.language]])
  const { number } = state
  return doing({ ...state, step: 'checking' }, { kind: 'identify', number, password })
}

function item(state: VoiceState, key: string, terms: VoiceTerms): VoiceTurn {
  if (key === '0') return operator({ ...state, topic: 'query' })
  if (key === '9') return menu(state)
  if (key === '*') return said(state, state.last)
  if (key === '#') return ended(state, [VOICE.goodbye[state.language]])
  const found = /^[1-8]$/.test(key) ? terms.items[Number(key) - 1] : undefined
  return found === undefined ? again(state) : doing({ ...state, step: 'telling' }, { kind: 'tell', item: found })
}

function afterwards(state: VoiceState, input: VoiceInput, terms: VoiceTerms): VoiceTurn {
  const { language } = state
  switch (input.kind) {
    case 'known':
      return items({ ...state, number: '', wrong: 0, identified: true }, terms)
    case 'unknown':
      return refused({ ...state, number: '', wrong: state.wrong + 1 }, terms)
    case 'wait':
      return ended({ ...state, number: '' }, [
        VOICE.wait[language](Math.ceil(input.seconds / 60)),
        VOICE.goodbye[language],
      ])
    case 'told':
      return said({ ...state, step: 'items' }, [...input.sentences, VOICE.afterItem[language]])
    case 'ordered':
      return ended({ ...state, number: '' }, [VOICE.ordered[language](digitByDigit(input.number))])
    default:
      return said(state, state.last)
  }
}

function refused(state: VoiceState, { tries }: VoiceTerms): VoiceTurn {
  const { language } = state
  if (state.wrong >= tries) return ended(state, [VOICE.wrongTooOften[language], VOICE.goodbye[language]])
  return said({ ...state, step: 'number' }, [VOICE.wrong[language], VOICE.number[language]])
}

function menu(state: VoiceState): VoiceTurn {
  return said({ ...state, step: 'menu' }, [VOICE.menu[state.language]])
}

function items(state: VoiceState, terms: VoiceTerms): VoiceTurn {
  const { language } = state
  const keys = terms.items.map((item, i) => VOICE.key[language](i + 1, VOICE.items[item]?.[language] ?? item))
  return said({ ...state, step: 'items' }, [VOICE.identified[language], ...keys, VOICE.itemKeys[language]])
}

function operator(state: VoiceState): VoiceTurn {
  return doing(state, { kind: 'operator', topic: state.topic })
}

function again(state: VoiceState): VoiceTurn {
  return said(state, [
    VOICE.unclear[state.language],
    ...state.last.filter((one) => one !== VOICE.unclear[state.language]),
  ])
}

function said(state: VoiceState, say: readonly string[]): VoiceTurn {
  return { state: { ...state, last: say }, say, expect: EXPECTED[state.step], end: false }
}

function doing(state: VoiceState, effect: VoiceEffect): VoiceTurn {
  return { state, say: [], expect: NONE, end: false, effect }
}

function ended(state: VoiceState, say: readonly string[]): VoiceTurn {
  return { state: { ...state, step: 'ended', number: '', last: say }, say, expect: NONE, end: true }
}

const EXPECTED: Readonly<Record<VoiceStep, Expect>> = {
  ...{ language: ONE, menu: ONE, number: NUMBER, password: PASSWORD, items: ONE },
  ...{ checking: NONE, telling: NONE, ended: NONE },
}
