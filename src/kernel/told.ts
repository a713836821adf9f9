import type { Refusal } from './refusal.js'

/** 分开说的不予办理：what is wrong, and what to do, each in both languages. */
export interface Told {
  readonly sentence: { readonly zh: string; readonly en: string }
  readonly remedy: { readonly zh: string; readonly en: string }
}

/** 没有另说办法的。The same words whatever the channel: a row of a file, a form, a message. */
export const CORRECT = { zh: '请改正后重新提交。', en: 'Correct it and send it again.' } as const

/** 把一句不予办理分成“错在哪”与“怎么办”，so that both can be shown, listed and compared apart. */
export function toldApart<F extends object>({ entry, facts }: Refusal<F>): Told {
  const [zhSays, zhRemedy] = apart(entry.say.zh(facts), /[。，；]\s*请/)
  const [enSays, enRemedy] = apart(entry.say.en(facts), /[.;] /)
  return {
    sentence: { zh: ended(zhSays, '。'), en: ended(enSays, '.') },
    remedy: { zh: zhRemedy || CORRECT.zh, en: enRemedy || CORRECT.en },
  }
}

function apart(text: string, where: RegExp): [string, string] {
  const at = text.search(where)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).trim()]
}

function ended(text: string, stop: string): string {
  return /[。.！!]$/.test(text) ? text : text + stop
}
